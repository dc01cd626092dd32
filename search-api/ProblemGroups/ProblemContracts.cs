using KnowledgeBase.Lookups.Problems;

namespace KnowledgeBase.SearchApi.ProblemGroups;

/// <summary>A group of problems that say the same.</summary>
public record ProblemSummary
{
    /// <summary>Stays the same when reports come, go or are read again.</summary>
    public required string Id { get; init; }

    /// <summary>The most central of its wordings, exactly as a report has it.</summary>
    public required string Name { get; init; }

    /// <summary>The common problem or the telling words that make items belong to it.</summary>
    public required string Key { get; init; }

    /// <summary>Reports that name it: what <c>items</c> lists with <c>collapse=report</c>.</summary>
    public required int Reports { get; init; }

    /// <summary>Units that name it: what <c>items</c> lists with <c>collapse=unit</c>.</summary>
    public required int Units { get; init; }

    /// <summary>Single items: what <c>items</c> lists.</summary>
    public required int Items { get; init; }

    /// <summary>The first year that it is named in; null where no year is known.</summary>
    public int? FirstYear { get; init; }

    /// <summary>The last year.</summary>
    public int? LastYear { get; init; }

    /// <summary>By its share of each year's reports; null where there are too few for any trend.</summary>
    public ProblemTrend? Trend { get; init; }

    /// <summary>The address that lists its items under the same filters.</summary>
    public required string Url { get; init; }
}

/// <summary>A group with its counts by unit type and year, and its most different wordings.</summary>
public sealed record ProblemResponse : ProblemSummary
{
    /// <summary>Ascending, from the first to the last year that any report is of.</summary>
    public required IReadOnlyList<ProblemYear> Years { get; init; }

    /// <summary>The most frequent first.</summary>
    public required IReadOnlyList<ProblemCell> Cells { get; init; }

    /// <summary>Any two share at most 60 % of the shorter one's runs of four characters.</summary>
    public required IReadOnlyList<ProblemHit> Wordings { get; init; }
}

/// <summary>How often a problem is named in a year.</summary>
/// <param name="AllReports">Reports of that year under the same filters, whatever they name.</param>
/// <param name="Url">Lists the reports.</param>
public sealed record ProblemYear(int Year, int Reports, int Units, int AllReports, string Url);

/// <summary>How often a problem is named by a type of units in a year; null stands for 不明.</summary>
/// <param name="Url">Lists the reports.</param>
public sealed record ProblemCell(string? UnitType, int? Year, int Reports, int Units, string Url);

/// <summary>An item of a report, exactly as it stands there.</summary>
public sealed record ProblemHit
{
    /// <summary>The passage that holds it.</summary>
    public required string Id { get; init; }

    /// <summary>The item: the passage's text, or a part of it.</summary>
    public required string Text { get; init; }

    /// <summary>Its heading or first clause.</summary>
    public required string Heading { get; init; }

    /// <summary>Offset of the text in the passage's text, in UTF-16 code units.</summary>
    public required int Start { get; init; }

    public required int Length { get; init; }

    public required string Section { get; init; }

    public string? Unit { get; init; }

    public string? UnitType { get; init; }

    public int? Year { get; init; }

    public string? Kind { get; init; }

    public required string Title { get; init; }

    public required string ReportId { get; init; }

    public string? Source { get; init; }

    /// <summary>What its passage is about; null where no words prove it.</summary>
    public string? Topic { get; init; }

    public required string Url { get; init; }
}
