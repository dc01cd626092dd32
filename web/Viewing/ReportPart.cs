using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>A stretch of a report: one passage, or one paragraph between two (title, heading, salutation, signature).</summary>
/// <param name="Matches">Relative to the stretch.</param>
/// <param name="Doubts">What cleaning was not sure of; relative to the stretch.</param>
public sealed record ReportPart(
    string Text, string? PassageId, string? Heading, IReadOnlyList<MatchPosition> Matches, IReadOnlyList<DoubtSpan> Doubts);

/// <summary>The parts of one section, or what stands before the first section.</summary>
/// <param name="Name">What a correction calls the section; null before the first.</param>
public sealed record ReportBand(string? Type, string? Name, IReadOnlyList<ReportPart> Parts)
{
    /// <summary>
    /// Cuts a report at its passages. The parts together are its text, to the character, line ends between paragraphs aside.
    /// </summary>
    public static IReadOnlyList<ReportBand> Cut(ReportResponse report, IReadOnlyList<MatchPosition> matches)
    {
        var bands = new List<(string? Type, string? Name, List<ReportPart> Parts)> { (null, null, []) };
        var doubts = report.Suspected
            .Select((doubt, i) => new DoubtSpan(doubt.Start, doubt.Length, i + 1, CleaningWords.Evidence(doubt.Rule, doubt.Reason)))
            .ToList();
        var end = 0;
        foreach (var section in report.Sections)
        {
            var opened = false;
            foreach (var passage in section.Passages.OrderBy(passage => passage.Start).Where(passage => passage.Start >= end))
            {
                var between = Paragraphs(end, passage.Start).ToList();
                if (!opened)
                {
                    // The headings right above a section's first passage belong to the section, the title does not.
                    var own = end == 0 ? Math.Max(1, between.Count - 1) : 0;
                    bands[^1].Parts.AddRange(between.Take(own));
                    bands.Add((section.Type, section.Name, [.. between.Skip(own)]));
                    opened = true;
                }
                else
                {
                    bands[^1].Parts.AddRange(between);
                }

                end = passage.Start + passage.Length;
                bands[^1].Parts.Add(Part(passage.Start, end, passage.Id, passage.Heading ?? section.Heading));
            }
        }

        bands[^1].Parts.AddRange(Paragraphs(end, report.Text.Length));
        return [.. bands.Where(band => band.Parts.Count > 0).Select(band => new ReportBand(band.Type, band.Name, band.Parts))];

        IEnumerable<ReportPart> Paragraphs(int from, int to)
        {
            while (from < to)
            {
                var line = report.Text.IndexOf('\n', from, to - from);
                var stop = line < 0 ? to : line;
                if (stop > from && !string.IsNullOrWhiteSpace(report.Text[from..stop]))
                    yield return Part(from, stop, null, null);
                from = stop + 1;
            }
        }

        ReportPart Part(int from, int to, string? passageId, string? heading) => new(
            report.Text[from..to],
            passageId,
            heading,
            [.. matches
                .Select(match => (Start: Math.Max(match.Start, from), End: Math.Min(match.Start + match.Length, to)))
                .Where(match => match.End > match.Start)
                .Select(match => new MatchPosition(match.Start - from, match.End - match.Start))],
            [.. doubts
                .Select(doubt => (Doubt: doubt, Start: Math.Max(doubt.Start, from), End: Math.Min(doubt.Start + doubt.Length, to)))
                .Where(doubt => doubt.End > doubt.Start)
                .Select(doubt => doubt.Doubt with { Start = doubt.Start - from, Length = doubt.End - doubt.Start })]);
    }
}
