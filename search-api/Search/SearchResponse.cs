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

    /// <summary>For the parameter <c>cursor</c>: the page behind this one; null on the last.</summary>
    public string? NextCursor { get; init; }

    /// <summary>By facet, by value. A facet is counted as if its own filter were absent.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>? FacetDistribution { get; init; }

    public required double ProcessingTimeMs { get; init; }

    /// <summary>The line as it was understood, in one spelling.</summary>
    public string Parsed { get; init; } = "";

    /// <summary>Filters that words of the line name, each with the total that it would give.</summary>
    public IReadOnlyList<FilterOffer> Offers { get; init; } = [];

    /// <summary>Null, or the filters that the whole line was read as.</summary>
    public AppliedReading? Applied { get; init; }

    /// <summary>True where the time ran out before the search was complete.</summary>
    public bool Partial { get; init; }

    /// <summary>Null, or how the query was loosened.</summary>
    public Relaxation? Relaxed { get; init; }

    /// <summary>What a person should know about how the line was read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <param name="To">The last step that found something: synonym, near, parts.</param>
/// <param name="ExactHits">How many hits hold the query as it was written.</param>
/// <param name="Terms">What that step looked for.</param>
/// <param name="Message">For a person.</param>
/// <param name="Steps">Every step that was taken, in order: hits of a step stand behind those of the steps before it.</param>
public sealed record Relaxation(
    string To, long ExactHits, IReadOnlyList<string> Terms, string Message, IReadOnlyList<RelaxationStep> Steps);

/// <param name="Match">exact, synonym, near, parts.</param>
/// <param name="Hits">What the step added.</param>
/// <param name="FacetDistribution">The facets of what the step added, where facets were asked for.</param>
public sealed record RelaxationStep(
    string Match, long Hits, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>? FacetDistribution);

/// <param name="Field">unit, unitType, year, section, kind.</param>
/// <param name="Value">The value as facets give it.</param>
/// <param name="Word">What was typed.</param>
/// <param name="Q">The line with the filter in the word's place.</param>
/// <param name="Count">The total that this line would give.</param>
/// <param name="Applied">True where the line was read so already.</param>
public sealed record FilterOffer(string Field, string Value, string Word, string Q, long Count, bool Applied);

/// <param name="Q">The line of filters that was searched.</param>
/// <param name="Undo">The line that is searched as text instead.</param>
/// <param name="Message">For a person.</param>
public sealed record AppliedReading(string Q, string Undo, string Message);

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

    /// <summary>What it is about; null where no words prove it.</summary>
    public string? Topic { get; init; }

    /// <summary>The words that prove the topic; null where it has none.</summary>
    public IReadOnlyList<string>? TopicEvidence { get; init; }

    /// <summary>The passage in its report, for a browser.</summary>
    public required string Url { get; init; }

    /// <summary>exact, synonym, near or parts: how the passage matches the line.</summary>
    public string? Match { get; init; }

    /// <summary>The passages that say the same, this one among them; null where there is no other.</summary>
    public FoldedPassages? Folded { get; init; }

    /// <summary>Escaped as HTML, with the matches in <c>em</c>.</summary>
    [JsonPropertyName("_formatted")]
    public IReadOnlyDictionary<string, string>? Formatted { get; init; }

    /// <summary>By field, in UTF-16 code units.</summary>
    [JsonPropertyName("_matchesPosition")]
    public IReadOnlyDictionary<string, IReadOnlyList<MatchPosition>>? MatchesPosition { get; init; }

    /// <summary>0 to 1; a hit of an earlier step has the higher one.</summary>
    [JsonPropertyName("_rankingScore")]
    public double RankingScore { get; init; }

    [JsonPropertyName("_rankingScoreDetails")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RankingScoreDetails? RankingScoreDetails { get; init; }
}

/// <param name="Match">The step that found the hit.</param>
/// <param name="Floor">What every hit of the step has at least.</param>
/// <param name="Bm25">BM25F over the fields, before it is brought to the step's range.</param>
public sealed record RankingScoreDetails(string Match, double Floor, double Bm25);

public readonly record struct MatchPosition(int Start, int Length);
