using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Of a saved page: short lines before the line that the page is called by, and titles of other papers after the text.</summary>
internal sealed class PageEdges : CleaningRule
{
    private const int HeadLines = 15;
    private const int ShortLine = 24;

    public override string Name => "page-edge";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        if (context.Document.Format != "html" || context.Document.DeclaredTitle is not { } declared)
            return;

        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        var title = lines.FindIndex(0, Math.Min(lines.Count, HeadLines), line => LineShape.IsTitle(line.Folded.Text)
            && declared.AsSpan().Contains(line.Span.Trim(), StringComparison.Ordinal));
        for (var i = 0; i < title; i++)
            if (lines[i].Folded.Text.Length <= ShortLine && !LineShape.IsBody(lines[i].Folded.Text)
                && !LineShape.IsOfficial(lines[i].Folded.Text))
                draft.RemoveLine(lines[i], Name, "stands before the title of a page");

        for (var i = lines.Count - 1; i > title && title >= 0 && !LineShape.IsBody(lines[i].Folded.Text)
            && LineShape.IsTitle(lines[i].Folded.Text) && !HoldsClause(lines[i].Folded.Text); i--)
            draft.RemoveLine(lines[i], Name, "another paper's title after the text of a page");
    }

    /// <summary>Titles of other papers hold no comma; the last words of a report may end like a title.</summary>
    private static bool HoldsClause(string folded) => folded.Contains(',', StringComparison.Ordinal);
}
