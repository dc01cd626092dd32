using KnowledgeBase.Engine;

namespace KnowledgeBase.Lookups.Similarity;

/// <summary>What other passages are wanted for.</summary>
/// <param name="Text">A passage, or what somebody pasted.</param>
public sealed record SimilarQuery(string Text)
{
    /// <summary>Its heading; null where it has none of its own: then a short first sentence is taken for it.</summary>
    public string? Heading { get; init; }

    /// <summary>Passages of this section come first; null for no preference.</summary>
    public string? Section { get; init; }

    /// <summary>Passages of this report, and copies of the passage itself, are no answer.</summary>
    public string? ReportId { get; init; }

    /// <summary>The number of the passage itself in the snapshot; null for pasted text.</summary>
    public int? Document { get; init; }

    /// <summary>Conditions that each answer must meet.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];
}

/// <summary>A passage that says something alike.</summary>
/// <param name="Hit">Its number in the snapshot with its copies; the score is the similarity, from 0 to 1.</param>
/// <param name="Marks">What both say, as the passage words it; each of at least two characters.</param>
public sealed record SimilarPassage(Hit Hit, IReadOnlyList<string> Marks);
