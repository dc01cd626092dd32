using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// What a page writes beside its title: a forum's category before it (「[总结] …」), a form's label (「名称：…」), a link or a file's
/// extension behind it; and the page's own copies of the title above the text's.
/// </summary>
internal sealed class TitleLabels : CleaningRule
{
    private const int HeadLines = 14;
    private const int LongestTitle = 70;

    private static readonly Regex Before = DataFile.Expression(DataFile.Block("title-labels.txt", "before"));
    private static readonly Regex Behind = DataFile.Expression(DataFile.Block("title-labels.txt", "behind"));

    public override string Name => "title-label";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        if (context.Document.Format == "docx")
            return;

        foreach (var line in Head(draft))
            RemoveLabels(draft, line);

        draft.ApplyPending();
        RemoveCopies(draft);
    }

    private static IEnumerable<TextLine> Head(Draft draft) => draft.Lines.Where(line => !line.IsBlank).Take(HeadLines);

    private void RemoveLabels(Draft draft, TextLine line)
    {
        var folded = line.Folded.Text;
        if (folded.Length > LongestTitle || LineShape.IsBody(folded))
            return;

        var label = 0;
        foreach (var match in Before.EnumerateMatches(folded))
            label = match.Index == 0 ? match.Length : label;

        var end = folded.Length;
        foreach (var match in Behind.EnumerateMatches(folded))
            end = match.Index + match.Length == folded.Length ? Math.Min(end, match.Index) : end;

        // A bracket may be the title's own; a label before anything but a title is the form's.
        if (end - label < 4 || !LineShape.IsTitle(folded[label..end]))
            return;

        if (label > 0)
            Remove(draft, line, 0, label);

        if (end < folded.Length)
            Remove(draft, line, end, folded.Length - end);
    }

    /// <summary>Together with the white space that parts it from the title.</summary>
    private void Remove(Draft draft, TextLine line, int start, int length)
    {
        var (at, span) = line.Folded.Unfold(start, length);
        if (start == 0)
            while (at + span < line.End && Characters.IsBlank(draft.Text[at + span]))
                span++;
        else
            while (at > line.Start && Characters.IsBlank(draft.Text[at - 1]))
                (at, span) = (at - 1, span + 1);

        draft.Remove(at, span, Name, "a page's label beside the title");
    }

    /// <summary>Of a title that stands several times in the head of a text, the last stays.</summary>
    private void RemoveCopies(Draft draft)
    {
        var last = new Dictionary<string, TextLine>(StringComparer.Ordinal);
        foreach (var line in Head(draft))
        {
            var folded = line.Folded.Text;
            if (LineShape.IsBody(folded) || folded.Length > LongestTitle)
                return; // below the text's beginning the same words are a running head

            if (!LineShape.IsTitle(folded) || LineShape.IsNumbered(folded))
                continue;

            if (last.TryGetValue(folded, out var copy))
                draft.RemoveLine(copy, Name, "a copy of the title above it");

            last[folded] = line;
        }
    }
}
