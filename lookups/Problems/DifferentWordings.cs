namespace KnowledgeBase.Lookups.Problems;

/// <summary>Wordings of one thing that differ most from each other: what a writer wants to see side by side.</summary>
public static class DifferentWordings
{
    /// <summary>Two wordings shown have at most this share of the shorter one's runs of four characters in common.</summary>
    public const double MostShared = 0.6;

    private const int Run = 4;

    /// <summary>
    /// The first text, then each time the one that has least in common with those chosen, as long as any is different enough.
    /// </summary>
    /// <param name="texts">Looked at are as many as are given: the caller limits them.</param>
    /// <param name="most">How many to choose.</param>
    /// <returns>Their numbers.</returns>
    public static IReadOnlyList<int> Choose(IReadOnlyList<string> texts, int most)
    {
        if (texts.Count == 0)
            return [];
        HashSet<string>[] runs = [.. texts.Select(Runs)];
        var chosen = new List<int> { 0 };
        var nearest = new double[texts.Count];
        while (chosen.Count < most)
        {
            var next = -1;
            for (var i = 0; i < texts.Count; i++)
            {
                nearest[i] = Math.Max(nearest[i], Share(runs[i], runs[chosen[^1]]));
                if (nearest[i] <= MostShared && (next < 0 || nearest[i] < nearest[next]))
                    next = i;
            }

            if (next < 0)
                break;
            chosen.Add(next);
        }

        return chosen;
    }

    /// <summary>The share of the shorter text's runs that the other has as well.</summary>
    public static double Share(string a, string b) => Share(Runs(a), Runs(b));

    private static double Share(HashSet<string> a, HashSet<string> b)
    {
        var (less, more) = a.Count <= b.Count ? (a, b) : (b, a);
        return less.Count == 0 ? 1 : (double)less.Count(more.Contains) / less.Count;
    }

    private static HashSet<string> Runs(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetterOrDigit));
        var runs = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + Run <= letters.Length; i++)
            runs.Add(letters.Substring(i, Run));
        return runs;
    }
}
