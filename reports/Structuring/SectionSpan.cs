namespace KnowledgeBase.Reports.Structuring;

/// <summary>A section before its passages are cut: its lines, each with the headings above it.</summary>
internal sealed record SectionSpan(SectionType Type, string? Heading, IReadOnlyList<SectionLine> Lines)
{
    public int Start => Lines[0].Start;

    public int End => Lines[^1].End;
}

/// <summary>A paragraph, or the part of one after a turn.</summary>
/// <param name="Path">The headings above and its own, outermost first.</param>
/// <param name="Heading">The heading that it is or begins with.</param>
/// <param name="Depth">How many headings stand above it.</param>
internal sealed record SectionLine(int Start, int Length, IReadOnlyList<string> Path, Heading? Heading, int Depth)
{
    public int End => Start + Length;
}
