using KnowledgeBase.Reports.Cleaning;
using KnowledgeBase.Reports.Facts;
using KnowledgeBase.Reports.Formats;
using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports;

/// <summary>Makes one report of its part of a cleaned text.</summary>
internal static class ReportBuilder
{
    /// <param name="isAlone">Whether the file holds no other report: only then do its name and its own title speak of this one.</param>
    public static Report Build(ReportPart part, Draft draft, RawDocument document, string name, bool isAlone, Fact<string>? source)
    {
        var text = draft.Text[part.Start..part.End];
        var paragraphs = InlineHeadings.Cut(text, Paragraph.Split(text, 0, text.Length));
        var title = isAlone ? TitleFinder.Find(text, paragraphs, document.DeclaredTitle, name) : TitleFinder.Find(text, paragraphs);
        var body = paragraphs[Math.Min(title.Body, paragraphs.Count)..];
        var bodyStart = body.Count > 0 ? body[0].Start : text.Length;
        var headings = document.Headings.Select(heading => (heading.Start, End: heading.Start + heading.Length)).ToList();
        int RawPlace(int place) => draft.RawPlace(part.Start + place);
        bool IsMarked(Paragraph paragraph) => headings.Any(heading => RawPlace(paragraph.Start) >= heading.Start && RawPlace(paragraph.Start) < heading.End);

        var report = new Report
        {
            Title = title.Words,
            Text = text,
            Sections = [],
            Notes = title.Start < 0 ? [new("title-outside", "no line of the text is a title; the title is the file's name or its first words")] : [],
        };
        var kind = FactFinder.KindOf(report, title, bodyStart)?.Value;
        report = report with { Sections = Structurer.Structure(text, body, kind, IsMarked, RawPlace) };
        return FactFinder.Complete(report, title, bodyStart, isAlone ? name : null, source);
    }
}
