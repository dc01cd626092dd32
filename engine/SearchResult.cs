namespace KnowledgeBase.Engine;

/// <param name="TotalHits">Exact unless <see cref="SearchRequest.ExactTotal"/> was false.</param>
/// <param name="Hits">From offset to offset + limit.</param>
/// <param name="Facets">By field, as asked for.</param>
public sealed record SearchResult(
    long TotalHits,
    IReadOnlyList<Hit> Hits,
    IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets)
{
    /// <summary>
    /// No document can score higher for the request; a score divided by it lies between 0 and 1. 0 where nothing is scored.
    /// </summary>
    public double Bound { get; init; }
}

/// <summary>A matching document of the snapshot that answered.</summary>
/// <param name="Document">Its number in that snapshot.</param>
/// <param name="Score">BM25F; 0 where only filters decided.</param>
public readonly record struct Hit(int Document, float Score)
{
    /// <summary>
    /// The documents that say the same and pass the filters, the hit among them, ascending; null where the request does not fold.
    /// </summary>
    public IReadOnlyList<int>? Folded { get; init; }

    /// <summary>What <see cref="Rescoring"/> added to the score, by the names of its parts; null beyond its depth.</summary>
    public IReadOnlyDictionary<string, double>? Details { get; init; }
}

/// <param name="Value">Null counts the documents without a value. A number is in invariant digits.</param>
public sealed record FacetCount(string? Value, long Count);

/// <summary>A part of a text, in UTF-16 code units.</summary>
public readonly record struct TextSpan(int Start, int Length);
