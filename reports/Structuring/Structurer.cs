using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Sections and passages of one report. Places are those of the text that it is given.</summary>
internal static class Structurer
{
    /// <param name="body">The report's paragraphs after its title.</param>
    /// <param name="marked">Whether the format marks a paragraph as a heading.</param>
    public static IReadOnlyList<Section> Structure(string text, IReadOnlyList<Paragraph> body, ReportKind? kind, Func<Paragraph, bool> marked, Func<int, int> rawPlace)
    {
        var headings = HeadingFinder.Find(text, body, marked);
        var stretches = Sectioner.Split(text, body, headings, kind);
        return [.. stretches.Select(stretch => new Section
        {
            Type = stretch.Type,
            Heading = stretch.Heading,
            Start = stretch.Start,
            Length = stretch.End - stretch.Start,
            Passages = PassageSplitter.Split(text, stretch, rawPlace),
        })];
    }
}
