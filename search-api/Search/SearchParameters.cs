using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.Http;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>What a search was asked for, checked and in the product's own words.</summary>
public sealed record SearchParameters
{
    public const int MaxHitsPerPage = 100;

    public string Query { get; init; } = "";

    public IReadOnlyList<string> Sections { get; init; } = [];

    public IReadOnlyList<string> UnitTypes { get; init; } = [];

    public IReadOnlyList<string> Units { get; init; } = [];

    public IReadOnlyList<NumberRange> Years { get; init; } = [];

    public bool YearUnknown { get; init; }

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Only passages of these reports.</summary>
    public IReadOnlyList<string> ReportIds { get; init; } = [];

    /// <summary>Null: by relevance. True: the newest year first.</summary>
    public bool? YearDescending { get; init; }

    /// <summary>From 0, the plain order, to 1: passages with named events, numbers and reasons first.</summary>
    public double Substance { get; init; }

    public Paging Paging { get; init; } = new(1, 20);

    /// <summary>The index that the page before came from, where a cursor says it.</summary>
    public long? CursorGeneration { get; init; }

    public IReadOnlyList<string> Facets { get; init; } = [];

    /// <summary>One passage a report.</summary>
    public bool Collapse { get; init; }

    /// <summary>Passages that say the same are one hit.</summary>
    public bool Fold { get; init; } = true;

    public Loosening Loosening { get; init; }

    /// <summary>Each hit explains its score.</summary>
    public bool ShowRankingScoreDetails { get; init; }

    /// <summary>The properties of a hit that are sent; null sends all.</summary>
    public IReadOnlySet<string>? AttributesToRetrieve { get; init; }

    /// <summary>Null, or how long the text in <c>_formatted</c> may be, in characters.</summary>
    public int? CropLength { get; init; }
}

/// <summary>What may be done to a query that finds little.</summary>
public enum Loosening
{
    /// <summary>Loosen it step by step, and say so.</summary>
    Auto,

    /// <summary>Nothing: only what holds every word as written.</summary>
    None,
}
