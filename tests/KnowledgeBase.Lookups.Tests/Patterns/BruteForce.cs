using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Patterns;

namespace KnowledgeBase.Lookups.Tests.Patterns;

/// <summary>Tries every placing of every literal and takes the tightest that overlaps none before it.</summary>
internal static class BruteForce
{
    public static IReadOnlyList<PatternMatch> Find(SentencePattern pattern, string text)
    {
        var all = Placings(pattern, text, [])
            .Select(starts => Match(pattern, text, starts)).OfType<(int[] Starts, PatternMatch Match)>()
            .OrderBy(entry => entry.Starts[^1])
            .ThenByDescending(entry => string.Concat(entry.Starts.Select(start => (char)start)), StringComparer.Ordinal)
            .ToList();
        var found = new List<PatternMatch>();
        foreach (var (_, match) in all)
            if (found.Count == 0 || match.Start >= found[^1].Start + found[^1].Length)
                found.Add(match);
        return found;
    }

    private static IEnumerable<int[]> Placings(SentencePattern pattern, string text, int[] before)
    {
        if (before.Length == pattern.Literals.Count)
            return [before];
        return Enumerable.Range(0, text.Length)
            .Where(at => string.CompareOrdinal(text, at, pattern.Literals[before.Length], 0, pattern.Literals[before.Length].Length) == 0)
            .Where(at => before.Length == 0 || at > before[^1])
            .SelectMany(at => Placings(pattern, text, [.. before, at]));
    }

    private static (int[] Starts, PatternMatch Match)? Match(SentencePattern pattern, string text, int[] starts)
    {
        var (fillers, last) = (new List<TextSpan>(), pattern.Literals.Count - 1);
        if (pattern.Fillers[0] is not null)
        {
            var begin = starts[0];
            while (begin > 0 && !PatternMatcher.IsBreak(text[begin - 1]))
                begin--;
            fillers.Add(new(begin, starts[0] - begin));
        }

        for (var literal = 0; literal < last; literal++)
        {
            var (from, to) = (starts[literal] + pattern.Literals[literal].Length, starts[literal + 1]);
            if (to <= from)
                return null;
            fillers.Add(new(from, to - from - ("，、,".Contains(text[to - 1], StringComparison.Ordinal) ? 1 : 0)));
        }

        var end = starts[last] + pattern.Literals[last].Length;
        if (pattern.Fillers[last + 1] is not null)
        {
            var begin = end;
            while (end < text.Length && !PatternMatcher.IsBreak(text[end]))
                end++;
            fillers.Add(new(begin, end - begin));
        }

        var limits = pattern.Fillers.OfType<PatternFiller>().ToList();
        for (var number = 0; number < fillers.Count; number++)
        {
            var filler = fillers[number];
            if (filler.Length < limits[number].Shortest || filler.Length > limits[number].Longest
                || text.Substring(filler.Start, filler.Length).Any(PatternMatcher.IsBreak)
                || (pattern.IsEqual && filler.Length != fillers[0].Length))
                return null;
        }

        var start = pattern.Fillers[0] is null ? starts[0] : fillers[0].Start;
        return (starts, new PatternMatch(
            start, end - start, [.. starts.Select((at, literal) => new TextSpan(at, pattern.Literals[literal].Length))], fillers));
    }
}
