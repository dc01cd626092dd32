namespace KnowledgeBase.Reports.Structuring;

/// <summary>What the type of a section rests on.</summary>
internal enum TypeEvidence
{
    /// <summary>Its heading names it, or its position does (opening, closing).</summary>
    Named,

    /// <summary>A sentence passes to it.</summary>
    Transition,

    /// <summary>Its heading names work and problems both.</summary>
    Mixed,

    /// <summary>Nothing but the sections around it.</summary>
    Default,
}

/// <summary>A section before its passages are cut: its lines, each with the headings above it.</summary>
internal sealed record SectionSpan(SectionType Type, TypeEvidence Evidence, string? Heading, IReadOnlyList<SectionLine> Lines)
{
    public int Start => Lines[0].Start;

    public int End => Lines[^1].End;
}

/// <summary>A paragraph, or the part of one after a transition.</summary>
/// <param name="Path">The headings above and its own, outermost first.</param>
/// <param name="Heading">The heading that it is or begins with.</param>
/// <param name="Depth">How many headings stand above it, its own included.</param>
/// <param name="Formality">What it is where it says nothing.</param>
/// <param name="Row">Its cells where it is a row of a table.</param>
internal sealed record SectionLine(
    int Start,
    int Length,
    IReadOnlyList<string> Path,
    Heading? Heading,
    int Depth,
    FormalityType? Formality,
    IReadOnlyList<TableCell>? Row)
{
    public int End => Start + Length;
}
