using System.Globalization;
using System.Runtime.CompilerServices;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Structuring;
using KnowledgeBase.Reports.Structuring.Training;

namespace KnowledgeBase.Reports.Tests.Structuring;

public sealed class SentenceTrainerTests
{
    /// <summary>Exp and Log may differ in the last bit from machine to machine, and with it a rounded weight by one.</summary>
    private const int Tolerance = 1;

    [Fact]
    public void The_kept_weights_are_those_that_the_kept_sentences_teach()
    {
        var learned = SentenceTrainer.Learn(Sentences()).Select(line => line.Split('\t')).ToDictionary(columns => columns[0]);
        var kept = DataFile.Lines("sentence-weights.txt").Select(line => line.Split('\t')).ToDictionary(columns => columns[0]);
        Assert.Equal(kept.Keys.Order(StringComparer.Ordinal), learned.Keys.Order(StringComparer.Ordinal));
        Assert.All(kept, entry => Assert.All(
            entry.Value.Skip(1).Zip(learned[entry.Key].Skip(1)),
            pair => Assert.InRange(Number(pair.Second), Number(pair.First) - Tolerance, Number(pair.First) + Tolerance)));
    }

    [Fact]
    public void Sentences_that_the_training_did_not_see_are_told_far_better_than_by_chance()
    {
        // Every fifth sentence is kept back.
        var lines = Sentences().Where(line => line.Length > 0 && line[0] != '#').ToList();
        var classifier = new SentenceClassifier(SentenceTrainer.Learn(lines.Where((line, i) => line[0] == '[' || i % 5 != 0)));
        var (type, right, all) = (default(SectionType), 0, 0);
        for (var i = 0; i < lines.Count; i++)
            if (lines[i][0] == '[')
                type = Enum.Parse<SectionType>(lines[i][1..^1]);
            else if (i % 5 == 0)
            {
                var probabilities = classifier.Probabilities(lines[i]);
                right += SentenceClassifier.Types[Array.IndexOf(probabilities, probabilities.Max())] == type ? 1 : 0;
                all++;
            }

        Assert.True(right >= 0.6 * all, $"{right} of {all}");
    }

    [Fact]
    public void Probabilities_sum_to_one_for_any_text()
    {
        foreach (var text in (string[])["", "。", "12345", "abc", "\uD800", new string('问', 5000)])
            Assert.Equal(1, SentenceClassifier.Instance.Probabilities(text).Sum(), 6);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Sentences([CallerFilePath] string file = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(file)!, "../../../reports/Structuring/Training");
        return Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadLines);
    }
}
