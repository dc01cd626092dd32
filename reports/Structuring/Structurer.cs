using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>The sections, passages and formalities of one report, by offsets in its text.</summary>
/// <param name="Formalities">The lines that no search returns, in order.</param>
internal sealed record ReportStructure(IReadOnlyList<Section> Sections, IReadOnlyList<Formality> Formalities);

/// <summary>Headings, sections, their types, their passages: in this order.</summary>
internal static class Structurer
{
    /// <param name="body">The report's paragraphs after its title.</param>
    /// <param name="marked">Whether the format marks a paragraph as a heading.</param>
    /// <param name="rawOffset">The offset in the raw text of a character of the report.</param>
    public static ReportStructure Structure(
        string text,
        IReadOnlyList<Paragraph> body,
        ReportKind? kind,
        Func<Paragraph, bool> marked,
        Func<int, int> rawOffset)
    {
        var layout = LineLayout.Of(text, body);
        var headings = HeadingFinder.Find(text, body, layout, marked);
        var spans = ContentTypes.Resolve(text, Sectioner.Split(text, body, headings, layout, kind));
        var formalities = new List<Formality>();
        var sections = new List<Section>();
        foreach (var span in spans)
        {
            var splitter = new PassageSplitter(text, span, rawOffset, formalities);
            sections.Add(new()
            {
                Type = span.Type,
                Heading = span.Heading,
                Start = span.Start,
                Length = span.End - span.Start,
                Passages = splitter.Split(),
            });
        }

        return new(sections, formalities);
    }
}
