using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>A stretch of a report: one passage, or what stands between two (titles, headings, line ends).</summary>
/// <param name="Matches">Relative to the stretch.</param>
public sealed record ReportPart(string Text, string? PassageId, IReadOnlyList<MatchPosition> Matches)
{
    /// <summary>Cuts a report at its passages. The parts together are its text, to the character.</summary>
    public static IReadOnlyList<ReportPart> Cut(ReportResponse report, IReadOnlyList<MatchPosition> matches)
    {
        var parts = new List<ReportPart>();
        var at = 0;
        foreach (var passage in report.Sections.SelectMany(section => section.Passages).OrderBy(passage => passage.Start))
        {
            if (passage.Start < at)
                continue;
            Add(at, passage.Start, null);
            Add(passage.Start, passage.Start + passage.Length, passage.Id);
            at = passage.Start + passage.Length;
        }

        Add(at, report.Text.Length, null);
        return parts;

        void Add(int from, int to, string? passageId)
        {
            if (to > from)
                parts.Add(new ReportPart(report.Text[from..to], passageId, [.. Within(from, to)]));
        }

        IEnumerable<MatchPosition> Within(int from, int to) => matches
            .Select(match => (Start: Math.Max(match.Start, from), End: Math.Min(match.Start + match.Length, to)))
            .Where(match => match.End > match.Start)
            .Select(match => new MatchPosition(match.Start - from, match.End - match.Start));
    }
}
