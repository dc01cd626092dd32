namespace KnowledgeBase.Client;

/// <summary>What to search for; values of one filter mean or, different filters mean and.</summary>
public sealed record SearchQuery
{
    /// <summary>The query line: space = and, "…" exact, -词 not, A OR B, 字段:值.</summary>
    public string Line { get; init; } = "";

    public IReadOnlyList<string> Sections { get; init; } = [];

    public IReadOnlyList<string> UnitTypes { get; init; } = [];

    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>2023, 2021..2023 or >=2022.</summary>
    public IReadOnlyList<string> Years { get; init; } = [];

    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>党建, 乡村振兴 …, or 不明.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Which facets to count; * is all.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    /// <summary>year:desc or year:asc; null for relevance.</summary>
    public string? Sort { get; init; }

    /// <summary>False: the query is never loosened.</summary>
    public bool MayLoosen { get; init; } = true;

    public int Page { get; init; } = 1;

    public int HitsPerPage { get; init; } = 20;

    internal IEnumerable<(string Name, string? Value)> Parameters() =>
    [
        ("q", Line),
        .. Sections.Select(value => ("section", (string?)value)),
        .. UnitTypes.Select(value => ("unitType", (string?)value)),
        .. Units.Select(value => ("unit", (string?)value)),
        .. Years.Select(value => ("year", (string?)value)),
        .. Kinds.Select(value => ("kind", (string?)value)),
        .. Topics.Select(value => ("topic", (string?)value)),
        .. Facets.Select(value => ("facets", (string?)value)),
        ("sort", Sort),
        ("matchingStrategy", MayLoosen ? null : "all"),
        ("page", KnowledgeBaseClient.Number(Page)),
        ("hitsPerPage", KnowledgeBaseClient.Number(HitsPerPage)),
    ];
}
