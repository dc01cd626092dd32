using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.LeftOvers;

/// <summary>A draft with the unit and the year that it is written for.</summary>
public sealed record LeftOverRequest
{
    public string? Text { get; init; }

    public string? Unit { get; init; }

    public int? Year { get; init; }
}

/// <summary>Something of another report in the draft.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="Kind">unit, place, title or year.</param>
/// <param name="Start">Offset in the draft, in UTF-16 code units.</param>
/// <param name="Sources">Where the sentence, or else the name, comes from; may be empty.</param>
public sealed record LeftOverHit(string Text, string Kind, int Start, int Length, IReadOnlyList<LeftOverOrigin> Sources);

/// <summary>Where it comes from.</summary>
/// <param name="Copied">Letters that the sentence has in common with the passage; 0 where the passage only holds the name.</param>
public sealed record LeftOverOrigin(int Copied, PassagePlace Passage);
