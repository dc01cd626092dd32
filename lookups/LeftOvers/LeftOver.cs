namespace KnowledgeBase.Lookups.LeftOvers;

/// <summary>What was left over of another report.</summary>
public enum LeftOverKind
{
    /// <summary>Another unit's name.</summary>
    Unit,

    /// <summary>The name of another place.</summary>
    Place,

    /// <summary>A title, body or self-reference of another level or kind of unit: 县委 in a district's report, 我校 in a bureau's.</summary>
    Title,

    /// <summary>A year that the report is not about.</summary>
    Year,
}

/// <summary>A left-over in a draft.</summary>
/// <param name="Start">Offset in the draft, in UTF-16 code units.</param>
/// <param name="Sources">Passages that the sentence, or else the name, comes from; the nearest first. May be empty.</param>
public sealed record LeftOver(int Start, int Length, LeftOverKind Kind, IReadOnlyList<LeftOverSource> Sources);

/// <summary>Where a left-over comes from.</summary>
/// <param name="Letters">Letters that the sentence and the passage have in common; 0 where the passage only holds the name.</param>
public sealed record LeftOverSource(int Report, int Passage, int Letters);
