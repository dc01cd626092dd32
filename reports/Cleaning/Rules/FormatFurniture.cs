using KnowledgeBase.Reports.Formats;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>What the format itself says is no body text: navigation, hidden spans, headers, footers, deleted revisions.</summary>
internal sealed class FormatFurniture : CleaningRule
{
    public override string Name => "format-furniture";

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var piece in context.Document.Furniture)
            if (!IsNarrow(draft.Text, piece))
                draft.Remove(piece.Start, piece.Length, piece.Rule, piece.Reason);
    }

    /// <summary>Line ends are a page's only where its lines are wide; below that, short lines are headings and lists.</summary>
    private static bool IsNarrow(string text, Furniture piece)
    {
        const int Narrowest = 48;
        if (piece.Rule != "line-wrap")
            return false;

        var width = 0;
        for (var i = piece.Start - 1; i >= 0 && text[i] != '\n' && width < Narrowest; i--)
            width += text[i] < 0x2000 ? 1 : 2;

        return width < Narrowest;
    }
}
