using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Patterns;

/// <summary>All occurrences of a pattern: in headings, which are in memory, or in texts, where the index finds the candidates.</summary>
public static class PatternSearch
{
    /// <summary>In the headings of reports, each once in a report.</summary>
    public static IReadOnlyList<PatternOccurrence> InHeadings(CollectionView view, SentencePattern pattern, PassageFilter filter)
    {
        var (matcher, found) = (new PatternMatcher(pattern), new List<PatternOccurrence>());
        for (var number = 0; number < view.Reports.Count; number++)
        {
            var report = view.Reports[number];
            if (!filter.Passes(report))
                continue;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var passage = 0; passage < report.PassageCount; passage++)
            {
                // Passages without a heading of their own have their section's: it counts once.
                if (!filter.Passes(report, passage) || report.HeadingOf(passage) is not { } heading || !seen.Add(heading))
                    continue;
                foreach (var match in matcher.Find(heading))
                    found.Add(new PatternOccurrence(number, passage, heading, 0, match));
            }
        }

        return found;
    }

    /// <summary>In the texts of passages.</summary>
    public static IReadOnlyList<PatternOccurrence> InTexts(
        CollectionView view, SentencePattern pattern, PassageFilter filter, CancellationToken cancel)
    {
        var candidates = new SearchRequest
        {
            // Without a score; the engine's gaps stay within a sentence, ours within a clause: it leaves out nothing.
            Query = new Query.Constant(
                pattern.Literals.Count == 1
                    ? new Query.Text(pattern.Literals[0], TextMatch.Exact, PassageSchema.Text)
                    : new Query.Pattern(pattern.Literals, pattern.LongestGap, PassageSchema.Text),
                1),
            Limit = Math.Max(1, view.PassageCount),
        };
        var passing = filter.Select(view);
        var places = view.Snapshot.Search(candidates, cancel).Hits
            .Select(hit => view.Locate(hit.Document)).OfType<(int Report, int Passage)>()
            .Where(place => passing[place.Report] && filter.Passes(view.Reports[place.Report], place.Passage))
            .Order()
            .ToArray();
        var matcher = new PatternMatcher(pattern);
        return [.. places.AsParallel().AsOrdered().WithCancellation(cancel)
            .SelectMany(place => In(view, matcher, place.Report, place.Passage))];
    }

    private static IEnumerable<PatternOccurrence> In(CollectionView view, PatternMatcher matcher, int report, int passage)
    {
        var text = view.Read(report, passage).Text;
        foreach (var match in matcher.Find(text))
        {
            var (start, end) = SentenceOf(text, match);
            yield return new PatternOccurrence(report, passage, text[start..end], start, Moved(match, start));
        }
    }

    private static (int Start, int End) SentenceOf(string text, PatternMatch match)
    {
        var (start, end) = (match.Start, match.Start + match.Length);
        while (start > 0 && text[start - 1] is not ('。' or '！' or '？' or '；' or '\n'))
            start--;
        while (end < text.Length && text[end] is not ('。' or '！' or '？' or '；' or '\n'))
            end++;
        return (start, end);
    }

    private static PatternMatch Moved(PatternMatch match, int by) => new(
        match.Start - by,
        match.Length,
        [.. match.Literals.Select(span => span with { Start = span.Start - by })],
        [.. match.Fillers.Select(span => span with { Start = span.Start - by })]);
}
