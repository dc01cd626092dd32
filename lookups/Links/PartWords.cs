using System.Globalization;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.Links;

/// <summary>
/// How alike are the parts of one report? By their words, weighted by how few parts of this report have them: what the whole report is
/// about joins nothing. Words of the head count double; what the problem rules take for the same counts as one word.
/// </summary>
internal sealed class PartWords
{
    private const double HeadWeight = 2;

    /// <summary>A class of wordings says less than a word of its own.</summary>
    private const double ClassWeight = 0.7;

    private static readonly Segmenter Words = new(WordTable.Instance);

    private readonly Dictionary<LinkPart, (Dictionary<string, double> Weights, double Norm)> _vectors = [];

    public PartWords(IEnumerable<LinkPart> parts)
    {
        var counts = new Dictionary<LinkPart, Dictionary<string, double>>();
        var parted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (counts.ContainsKey(part))
                continue;
            var weights = new Dictionary<string, double>(StringComparer.Ordinal);
            Add(weights, part.Text, 1);
            Add(weights, part.Head, HeadWeight - 1);
            counts.Add(part, weights);
            foreach (var word in weights.Keys)
                parted[word] = parted.GetValueOrDefault(word) + 1;
        }

        foreach (var (part, weights) in counts)
        {
            foreach (var word in weights.Keys.ToList())
                weights[word] = Math.Sqrt(weights[word]) * Math.Log((1.0 + counts.Count) / parted[word]);
            _vectors.Add(part, (weights, Math.Sqrt(weights.Values.Sum(weight => weight * weight))));
        }
    }

    /// <summary>The cosine of the words of two parts.</summary>
    public double Similarity(LinkPart a, LinkPart b)
    {
        var ((ofA, normA), (ofB, normB)) = (_vectors[a], _vectors[b]);
        if (normA == 0 || normB == 0)
            return 0;
        var sum = 0.0;
        foreach (var (word, weight) in ofA.Count < ofB.Count ? ofA : ofB)
            sum += weight * (ofA.Count < ofB.Count ? ofB : ofA).GetValueOrDefault(word);
        return sum / (normA * normB);
    }

    /// <summary>The words that both have, the most telling first.</summary>
    public IReadOnlyList<string> Shared(LinkPart a, LinkPart b, int most) => [.. _vectors[a].Weights
        .Where(entry => entry.Key[0] != ClassMark && entry.Value > 0 && _vectors[b].Weights.ContainsKey(entry.Key))
        .OrderByDescending(entry => entry.Value * _vectors[b].Weights[entry.Key])
        .ThenBy(entry => entry.Key, StringComparer.Ordinal)
        .Take(most)
        .Select(entry => entry.Key)];

    private const char ClassMark = '#';

    private static bool IsTelling(WordToken token) => token.IsKnown && token.Text.Length > 1 && !char.IsDigit(token.Text[0])
        && !StopWords.Contains(token.Text) && !ProblemKeys.IsGeneric(token.Text);

    private static void Add(Dictionary<string, double> weights, string text, double weight)
    {
        foreach (var token in Words.Cut(text))
        {
            if (!IsTelling(token))
                continue;
            foreach (var part in Words.Parts(token.Text))
                weights[part] = weights.GetValueOrDefault(part) + weight;
        }

        foreach (var one in ProblemRules.Instance.ClassesOf(text))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{ClassMark}{one}");
            weights[name] = weights.GetValueOrDefault(name) + (ClassWeight * weight);
        }
    }
}
