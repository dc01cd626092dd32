namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Characters without a shape that are left between the report's own: zero-width spaces, joiners, byte order marks.</summary>
internal sealed class InvisibleCharacters : CleaningRule
{
    public override string Name => "invisible";

    public override RemovalGroup Group => RemovalGroup.Layout;

    public override void Apply(Draft draft, CleaningContext context)
    {
        for (var i = 0; i < draft.Text.Length; i++)
            if (Characters.IsInvisible(draft.Text[i]))
                draft.Remove(i, 1, Name, "a character without a shape", absorb: false);
    }
}
