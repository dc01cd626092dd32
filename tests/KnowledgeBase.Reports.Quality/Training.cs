using KnowledgeBase.Reports.Structuring;
using KnowledgeBase.Reports.Structuring.Training;

namespace KnowledgeBase.Reports.Quality;

/// <summary>Writes the weights with which sections are typed by their sentences.</summary>
internal static class Training
{
    private const string Head =
        "# Weights of SentenceClassifier in hundredths: a feature, then 主要工作 存在问题 原因分析 下一步打算; learned from Training/*.txt.";

    public static int Run(string target, string[] texts)
    {
        var lines = SentenceTrainer.Learn(texts.SelectMany(File.ReadLines));
        File.WriteAllLines(target, lines.Prepend(Head));
        Console.WriteLine($"train: {lines.Count} features");
        return 0;
    }

    /// <summary>
    /// How many sentences are told right by the weights that the other four fifths teach. Sentences that stand together, of one subject
    /// and often of one paragraph, are kept back together.
    /// </summary>
    public static int Cross(string[] texts)
    {
        const int Folds = 5;
        const int Group = 20;
        var examples = new List<(string Type, string Sentence)>();
        var block = "";
        foreach (var line in texts.SelectMany(File.ReadLines).Where(line => line.Length > 0 && line[0] != '#'))
            if (line[0] == '[')
                block = line;
            else
                examples.Add((block, line));

        var types = SentenceClassifier.Types;
        var confusion = new int[types.Count, types.Count];
        double loss = 0;
        for (var fold = 0; fold < Folds; fold++)
        {
            var training = examples.Where((_, i) => i / Group % Folds != fold).SelectMany(example => (string[])[example.Type, example.Sentence]);
            var classifier = new SentenceClassifier(SentenceTrainer.Learn(training));
            foreach (var (type, sentence) in examples.Where((_, i) => i / Group % Folds == fold))
            {
                var right = types.ToList().IndexOf(Enum.Parse<SectionType>(type[1..^1]));
                var probabilities = classifier.Probabilities(sentence);
                confusion[right, Array.IndexOf(probabilities, probabilities.Max())]++;
                loss -= Math.Log(probabilities[right]);
            }
        }

        var all = examples.Count;
        var hits = Enumerable.Range(0, types.Count).Sum(type => confusion[type, type]);
        Console.WriteLine($"cross: {hits} of {all} ({100.0 * hits / all:F1} %), loss {loss / all:F3}");
        for (var type = 0; type < types.Count; type++)
            Console.WriteLine($"cross: {types[type]} as {string.Join(", ", types.Select((other, i) => $"{other} {confusion[type, i]}"))}");

        return 0;
    }
}
