namespace KnowledgeBase.Reports.Duplicates;

/// <summary>
/// Near-duplicate reports and passages: the year or the locality replaced, sentences in another order, a block more or less.
/// Signatures find candidates, a comparison of the texts decides.
/// </summary>
public static class NearDuplicates
{
    /// <summary>Of a longer one the shingles alone take eight bytes a character; only what compares texts needs them.</summary>
    private const int LongText = 1 << 20;

    /// <summary>The MinHash signature of a text, 253 bytes; the same on every machine, so that it can be stored.</summary>
    public static byte[] Signature(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= LongText)
            return MinHash.Of(Shingles.Of(text));
        var folded = new char[2 * text.Length];
        var length = ComparisonText.Fold(text, folded);
        return length < Shingles.Size ? MinHash.Of(Shingles.Of(text)) : MinHash.OfWindows(folded.AsSpan(0, length));
    }

    /// <summary>Compares two texts exactly.</summary>
    public static Similarity Compare(string a, string b) => Similarity.Of(Shingles.Of(a), Shingles.Of(b));

    /// <summary>
    /// The cluster of each text: the ordinally first id among those that near-duplicates link it with, its own where it has
    /// none. The answer depends neither on the order of the texts nor on a run before.
    /// </summary>
    /// <exception cref="ArgumentException">Two texts have one id.</exception>
    public static IReadOnlyDictionary<string, string> Cluster(IEnumerable<(string Id, string Text)> texts)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, text) in texts)
        {
            if (!all.TryAdd(id, text))
                throw new ArgumentException($"two texts have the id {id}", nameof(texts));
        }

        var clusters = new Clusters(all.Keys);
        var index = new DuplicateIndex();
        foreach (var (id, text) in all)
        {
            var shingles = Shingles.Of(text);
            var signature = MinHash.Of(shingles);
            foreach (var candidate in index.Candidates(signature))
            {
                // Those that are linked already need not be compared: the clusters stay the same.
                if (!clusters.AreOne(id, candidate.Id) && Similarity.Of(shingles, Shingles.Of(all[candidate.Id])).IsNear)
                    clusters.Link(id, candidate.Id);
            }

            index.Add(id, signature);
        }

        return clusters.ToDictionary();
    }
}
