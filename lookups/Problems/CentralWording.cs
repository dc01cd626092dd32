namespace KnowledgeBase.Lookups.Problems;

/// <summary>
/// Which of several wordings stands nearest to all of them? The one with the greatest cosine between its pairs of characters and those of
/// all wordings together, which takes one pass; comparing each with each would take the square.
/// </summary>
internal static class CentralWording
{
    public static string Of(IEnumerable<string> wordings)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var wording in wordings)
            counts[wording] = counts.GetValueOrDefault(wording) + 1;
        if (counts.Count == 1)
            return counts.Keys.First();
        var pairs = new Dictionary<(char, char), int>();
        foreach (var (wording, count) in counts)
            foreach (var pair in Pairs(wording))
                pairs[pair] = pairs.GetValueOrDefault(pair) + count;
        return counts.Keys
            .Select(wording => (wording, centrality: Pairs(wording).Sum(pair => pairs[pair]) / Math.Sqrt(Math.Max(1, wording.Length - 1))))
            .OrderByDescending(entry => entry.centrality)
            .ThenBy(entry => entry.wording.Length)
            .ThenBy(entry => entry.wording, StringComparer.Ordinal)
            .First().wording;
    }

    private static HashSet<(char, char)> Pairs(string text)
    {
        var pairs = new HashSet<(char, char)>();
        for (var i = 0; i + 1 < text.Length; i++)
            pairs.Add((text[i], text[i + 1]));
        return pairs;
    }
}
