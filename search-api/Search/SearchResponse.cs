using System.Text.Json.Serialization;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>An answer of <c>/api/v1/search</c>.</summary>
public sealed record SearchResponse
{
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    public required string Query { get; init; }

    /// <summary>Exact.</summary>
    public required long TotalHits { get; init; }

    public required int Page { get; init; }

    public required int HitsPerPage { get; init; }

    public required long TotalPages { get; init; }

    /// <summary>By facet, by value. A facet is counted as if its own filter were absent.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>? FacetDistribution { get; init; }

    public required double ProcessingTimeMs { get; init; }

    /// <summary>Null, or how the query was loosened.</summary>
    public Relaxation? Relaxed { get; init; }

    /// <summary>What a person should know about how the line was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <param name="To">pieces: the words' longest parts that occur, all of them; any: at least one pair of characters; literal: the line as text.</param>
/// <param name="ExactHits">How many hits hold the query as it was written.</param>
/// <param name="Terms">What was looked for instead.</param>
/// <param name="Message">For a person.</param>
public sealed record Relaxation(string To, long ExactHits, IReadOnlyList<string> Terms, string Message);

/// <summary>A passage that matches.</summary>
public sealed record SearchHit
{
    public required string Id { get; init; }

    /// <summary>Exactly as in the report.</summary>
    public required string Text { get; init; }

    public string? Heading { get; init; }

    public required IReadOnlyList<string> HeadingPath { get; init; }

    public required string Section { get; init; }

    public string? Unit { get; init; }

    public string? UnitType { get; init; }

    public int? Year { get; init; }

    public string? Kind { get; init; }

    public required string Title { get; init; }

    public required string ReportId { get; init; }

    public string? Source { get; init; }

    /// <summary>The passage in its report, for a browser.</summary>
    public required string Url { get; init; }

    /// <summary>Escaped as HTML, with the matches in <c>em</c>.</summary>
    [JsonPropertyName("_formatted")]
    public IReadOnlyDictionary<string, string>? Formatted { get; init; }

    /// <summary>By field, in UTF-16 code units.</summary>
    [JsonPropertyName("_matchesPosition")]
    public IReadOnlyDictionary<string, IReadOnlyList<MatchPosition>>? MatchesPosition { get; init; }

    [JsonPropertyName("_rankingScore")]
    public double RankingScore { get; init; }
}

public readonly record struct MatchPosition(int Start, int Length);
