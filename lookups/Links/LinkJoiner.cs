namespace KnowledgeBase.Lookups.Links;

/// <summary>
/// Joins the problems of one report with a list of its causes or measures. Two lists that run side by side are joined by place; that they
/// do must show in their words: most problems that have anything in common with the other list have it at their own place. Otherwise words
/// alone join, the most alike first.
/// </summary>
internal static class LinkJoiner
{
    /// <summary>Below this, words in common are chance. Set on the dev half of the labels, as are the other bounds.</summary>
    public const double LeastSimilarity = 0.08;

    /// <summary>The share of problems that must agree with their place before place alone joins.</summary>
    private const double LeastSupport = 0.5;

    /// <summary>Another place wins over the same place when it is by so much more alike.</summary>
    private const double MuchMore = 0.18;

    /// <summary>An item that belongs to another problem already joins a second one only when it is very alike.</summary>
    private const double SecondUse = 0.2;

    private const int MostWords = 5;

    /// <summary>For each problem what belongs to it, or null.</summary>
    /// <param name="problems">In their order.</param>
    /// <param name="others">Causes or measures, in their order.</param>
    /// <param name="words">Of a report that has all of them.</param>
    /// <param name="byPlace">Whether place may join: causes that are not as many as the problems are not told one by one.</param>
    public static LinkJoin?[] Join(IReadOnlyList<LinkPart> problems, IReadOnlyList<LinkPart> others, PartWords words, bool byPlace)
    {
        var joins = new LinkJoin?[problems.Count];
        if (problems.Count == 0 || others.Count == 0)
            return joins;
        var similar = new double[problems.Count, others.Count];
        for (var p = 0; p < problems.Count; p++)
            for (var o = 0; o < others.Count; o++)
                similar[p, o] = words.Similarity(problems[p], others[o]);

        var offset = byPlace ? SideBySide(problems, others, similar) : null;
        var used = new HashSet<int>();
        if (offset is { } shift)
        {
            for (var p = 0; p < problems.Count; p++)
            {
                var (best, same) = (Best(p), BestAtPlace(p, problems[p].Order + shift));
                if (same is null || (best is { } other && similar[p, other] > similar[p, same.Value] + MuchMore))
                    continue;
                joins[p] = new LinkJoin(others[same.Value], LinkBasis.Number, Shared(p, same.Value), similar[p, same.Value]);
                used.Add(same.Value);
            }
        }

        foreach (var (p, o) in Pairs().OrderByDescending(pair => similar[pair.P, pair.O]).ThenBy(pair => pair.P).ThenBy(pair => pair.O))
        {
            if (joins[p] is not null || similar[p, o] < LeastSimilarity || (used.Contains(o) && similar[p, o] < SecondUse))
                continue;
            joins[p] = new LinkJoin(others[o], LinkBasis.Words, Shared(p, o), similar[p, o]);
            used.Add(o);
        }

        return joins;

        IReadOnlyList<string> Shared(int p, int o) => words.Shared(problems[p], others[o], MostWords);

        int? Best(int p) => Enumerable.Range(0, others.Count).MaxBy(o => similar[p, o]);

        int? BestAtPlace(int p, int place)
        {
            int[] there = [.. Enumerable.Range(0, others.Count).Where(o => others[o].Order == place)];
            return there.Length == 0 ? null : there.MaxBy(o => similar[p, o]);
        }

        IEnumerable<(int P, int O)> Pairs()
        {
            for (var p = 0; p < problems.Count; p++)
                for (var o = 0; o < others.Count; o++)
                    yield return (p, o);
        }
    }

    /// <summary>By how many places the other list is shifted where both run side by side; null where they do not.</summary>
    private static int? SideBySide(IReadOnlyList<LinkPart> problems, IReadOnlyList<LinkPart> others, double[,] similar)
    {
        var (places, otherPlaces) = (problems[^1].Order + 1, others[^1].Order + 1);
        if (otherPlaces < places)
            return null;
        int? found = null;
        var most = double.MinValue;
        for (var shift = 0; shift <= otherPlaces - places; shift++)
        {
            var (sum, agreeing, telling) = (0.0, 0, 0);
            for (var p = 0; p < problems.Count; p++)
            {
                double here = 0, best = 0;
                for (var o = 0; o < others.Count; o++)
                {
                    best = Math.Max(best, similar[p, o]);
                    if (others[o].Order == problems[p].Order + shift)
                        here = Math.Max(here, similar[p, o]);
                }

                sum += here;
                if (best < LeastSimilarity)
                    continue;
                telling++;
                agreeing += here >= best * 0.8 ? 1 : 0;
            }

            if (agreeing >= telling * LeastSupport && telling * 3 >= problems.Count && sum > most)
                (found, most) = (shift, sum);
        }

        return found;
    }
}
