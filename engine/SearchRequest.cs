namespace KnowledgeBase.Engine;

/// <summary>A query with filters, facets, sort order and page.</summary>
public sealed record SearchRequest
{
    /// <summary>What to search for; by default everything.</summary>
    public Query Query { get; init; } = Query.All;

    /// <summary>Each must hold. A facet on the same field is counted as if its own filter were absent.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>The fields whose values are counted over all matches.</summary>
    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    /// <summary>Null: by score, then by the order in which documents were added.</summary>
    public NumberSort? Sort { get; init; }

    /// <summary>How many of the best hits are skipped; at least 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many hits are returned at most; 0 only counts.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>
    /// False lets the engine stop counting when the best hits are certain; <see cref="SearchResult.TotalHits"/> is then a lower bound.
    /// </summary>
    public bool ExactTotal { get; init; } = true;

    /// <summary>At most one hit, the best, of each <see cref="DocumentGroup"/>; totals and facets count groups then.</summary>
    public bool Collapse { get; init; }

    /// <summary>
    /// The text field whose near-duplicates are one hit, the best of them; totals and facets count wordings then. Null: every document is a
    /// hit of its own. Not together with <see cref="Collapse"/>.
    /// </summary>
    public string? FoldOn { get; init; }

    /// <summary>What changes the order of the best hits; not used with <see cref="Sort"/>.</summary>
    public Rescoring? Rescoring { get; init; }
}

/// <summary>Queries whose scores are added to those of the best hits: what would be too slow, or too much, to ask of every match.</summary>
/// <param name="Parts">Each with the name under which <see cref="Hit.Details"/> has it.</param>
/// <param name="Depth">How many of the best hits by the query itself are looked at again. The others follow in their order.</param>
public sealed record Rescoring(IReadOnlyList<(string Name, Query Query)> Parts, int Depth = 100);

/// <summary>Order by a number field; documents without a value come last.</summary>
/// <param name="Field">A number field.</param>
/// <param name="Descending">True for the greatest first.</param>
public sealed record NumberSort(string Field, bool Descending);

/// <summary>A field whose values are counted.</summary>
/// <param name="Field">A keyword or number field.</param>
/// <param name="Limit">How many values, most frequent first, then by ordinal order of the value.</param>
/// <param name="Containing">Only values that hold this text, folded as a query is.</param>
public sealed record FacetRequest(string Field, int Limit = 100, string? Containing = null);

/// <summary>A condition that never changes a score.</summary>
/// <param name="Field">The field that is compared.</param>
public abstract record Filter(string Field)
{
    /// <summary>One of the values; a null among them stands for "no value".</summary>
    /// <param name="Field">A keyword field.</param>
    /// <param name="Values">The values; none of them is folded.</param>
    public sealed record Keyword(string Field, IReadOnlyList<string?> Values) : Filter(Field);

    /// <summary>In one of the ranges, or without a value where <paramref name="OrMissing"/> is true.</summary>
    /// <param name="Field">A number field.</param>
    /// <param name="Ranges">The ranges, which may overlap.</param>
    /// <param name="OrMissing">Whether documents without a value pass.</param>
    public sealed record Number(string Field, IReadOnlyList<NumberRange> Ranges, bool OrMissing = false) : Filter(Field);
}

/// <summary>A range of numbers; both ends belong to it.</summary>
/// <param name="From">The least number.</param>
/// <param name="To">The greatest number.</param>
public readonly record struct NumberRange(int From, int To);
