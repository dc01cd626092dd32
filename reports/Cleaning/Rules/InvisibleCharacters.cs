namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Characters without a shape that are left between the report's own: zero-width spaces, joiners, byte order marks.</summary>
internal sealed class InvisibleCharacters : CleaningRule
{
    public override string Name => "invisible";

    public override RemovalGroup Group => RemovalGroup.Layout;

    public override void Apply(Draft draft, CleaningContext context)
    {
        for (var i = 0; i < draft.Text.Length; i++)
            if (IsTag(draft.Text, i))
                draft.Remove(i, 2, Name, "a tag character, which has no shape", absorb: false);
            else if (Characters.IsInvisible(draft.Text[i]))
                draft.Remove(i, 1, Name, "a character without a shape", absorb: false);
    }

    /// <summary>U+E0000 to U+E007F as a surrogate pair.</summary>
    private static bool IsTag(string text, int i) =>
        text[i] == '\uDB40' && i + 1 < text.Length && text[i + 1] is >= '\uDC00' and <= '\uDC7F';
}
