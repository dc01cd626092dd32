using System.Collections.Frozen;
using System.Globalization;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// How likely a sentence tells of work done, of faults, of causes or of plans: a multinomial logistic regression over
/// <see cref="SentenceFeatures"/>. Its weights, sentence-weights.txt, are learned from Training/*.txt by
/// <see cref="Training.SentenceTrainer"/>.
/// </summary>
internal sealed class SentenceClassifier
{
    /// <summary>Weights are kept as whole numbers of this fraction.</summary>
    public const double Scale = 100;

    private static readonly Lazy<SentenceClassifier> Shipped = new(() => new(DataFile.Lines("sentence-weights.txt")));

    private readonly double[] _bias;
    private readonly FrozenDictionary<ulong, double[]> _runs;
    private readonly FrozenDictionary<string, double[]> _cues;

    /// <param name="lines">A feature, a tab, and its weight for each of <see cref="Types"/>; the feature of the bias is empty.</param>
    public SentenceClassifier(IEnumerable<string> lines)
    {
        var weights = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var columns = line.Split('\t');
            weights.Add(columns[0], [.. columns.Skip(1).Select(column => int.Parse(column, CultureInfo.InvariantCulture) / Scale)]);
        }

        _bias = weights[""];
        weights.Remove("");
        _runs = weights.Where(weight => SentenceFeatures.IsRun(weight.Key))
            .ToFrozenDictionary(weight => SentenceFeatures.Pack(weight.Key), weight => weight.Value);
        _cues = weights.Where(weight => !SentenceFeatures.IsRun(weight.Key)).ToFrozenDictionary();
    }

    /// <summary>The types that are told apart; all arrays of probabilities are in this order.</summary>
    public static IReadOnlyList<SectionType> Types { get; } =
        [SectionType.主要工作, SectionType.存在问题, SectionType.原因分析, SectionType.下一步打算];

    public static SentenceClassifier Instance => Shipped.Value;

    /// <summary>The probability of each of <see cref="Types"/>; they sum to one.</summary>
    public double[] Probabilities(ReadOnlySpan<char> sentence)
    {
        var text = SentenceFeatures.Normalize(sentence);
        var scores = new double[Types.Count];
        Span<ulong> runs = stackalloc ulong[SentenceFeatures.MostRuns];
        var count = SentenceFeatures.Runs(text, runs);
        foreach (var run in runs[..count])
        {
            if (_runs.TryGetValue(run, out var weights))
                for (var type = 0; type < scores.Length; type++)
                    scores[type] += weights[type];
        }

        foreach (var cue in SentenceFeatures.CuesOf(text))
        {
            count++;
            if (_cues.TryGetValue(cue, out var weights))
                for (var type = 0; type < scores.Length; type++)
                    scores[type] += weights[type] * SentenceFeatures.WeightOf(cue);
        }

        var norm = SentenceFeatures.NormOf(count);
        for (var type = 0; type < scores.Length; type++)
            scores[type] = _bias[type] + (scores[type] / norm);

        Softmax(scores);
        return scores;
    }

    internal static void Softmax(Span<double> scores)
    {
        var max = double.NegativeInfinity;
        foreach (var score in scores)
            max = Math.Max(max, score);

        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
            sum += scores[i] = Math.Exp(scores[i] - max);

        for (var i = 0; i < scores.Length; i++)
            scores[i] /= sum;
    }
}
