using KnowledgeBase.Lookups.Headings;

namespace KnowledgeBase.SearchApi.Headings;

/// <summary>How a heading, or each heading of a set, must be made.</summary>
/// <param name="Text">It holds this text; empty for any.</param>
/// <param name="Lengths">The characters without punctuation, from and to.</param>
/// <param name="Parts">The lengths of the parts between punctuation, as 6+6; empty for any.</param>
/// <param name="Pattern">With * for one or more characters; empty for any.</param>
public sealed record HeadingConditions(string Text, (int From, int To)? Lengths, IReadOnlyList<int> Parts, string Pattern)
{
    public bool Hold(string heading) =>
        (Text.Length == 0 || heading.Contains(Text, StringComparison.OrdinalIgnoreCase))
        && (Lengths is not var (from, to) || (HeadingShape.Length(heading) is var length && length >= from && length <= to))
        && (Parts.Count == 0 || HeadingShape.Parts(heading).SequenceEqual(Parts))
        && (Pattern.Length == 0 || HeadingShape.Matches(heading, Pattern));
}
