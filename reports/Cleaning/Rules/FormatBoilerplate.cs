namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>What the format itself says is no body text: navigation, hidden spans, headers, footers, deleted revisions.</summary>
internal sealed class FormatBoilerplate : CleaningRule
{
    public override string Name => "format-furniture";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        foreach (var piece in context.Document.Boilerplate)
            draft.Remove(piece.Start, piece.Length, piece.Rule, piece.Reason);
    }
}
