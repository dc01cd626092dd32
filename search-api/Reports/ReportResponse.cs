using KnowledgeBase.Reports;

namespace KnowledgeBase.SearchApi.Reports;

/// <summary>A report in a list.</summary>
public record ReportSummary
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public string? Unit { get; init; }

    public string? UnitType { get; init; }

    public int? Year { get; init; }

    public string? Kind { get; init; }

    public string? Source { get; init; }

    public required int Passages { get; init; }

    /// <summary>Where the raw file lies; exact copies are one report with several source paths.</summary>
    public required IReadOnlyList<string> SourcePaths { get; init; }

    public required string Url { get; init; }
}

/// <summary>A report whole.</summary>
public sealed record ReportResponse : ReportSummary
{
    /// <summary>The cleaned report, title first, one paragraph a line.</summary>
    public required string Text { get; init; }

    public required IReadOnlyList<ReportSection> Sections { get; init; }

    /// <summary>What proves the report's fields, by field.</summary>
    public required IReadOnlyDictionary<string, Fact<string>> Facts { get; init; }

    public required IReadOnlyList<ReadingNote> Notes { get; init; }

    /// <summary>What may be foreign and stays in the text, with the evidence, in order of place.</summary>
    public required IReadOnlyList<SuspectedText> Suspected { get; init; }

    /// <summary>How sure the cleaning of its raw file is, 0 to 1.</summary>
    public double? CleaningConfidence { get; init; }

    /// <summary>Reports that say nearly the same, the nearest first: a year or a place replaced, parts in another order.</summary>
    public required IReadOnlyList<NearDuplicate> NearDuplicates { get; init; }
}

/// <param name="Similarity">The share of text that both have, 0 to 1.</param>
public sealed record NearDuplicate(string Id, string Title, string? Unit, int? Year, double Similarity, string Url);

/// <param name="Name">What corrections call it.</param>
public sealed record ReportSection(string Type, string? Heading, string Name, IReadOnlyList<ReportPassage> Passages);

/// <param name="Topic">What it is about, with the words that prove it; null where none do.</param>
public sealed record ReportPassage(
    string Id, string? Heading, IReadOnlyList<string> HeadingPath, string Text, int Start, int Length, PassageTopic? Topic);

/// <summary>A raw file before cleaning, and what cleaning takes out of it.</summary>
public sealed record OriginalResponse(
    string ReportId,
    string SourcePath,
    string? Format,
    string? Encoding,
    string Text,
    IReadOnlyList<OriginalRemoval> Removed,
    IReadOnlyList<OriginalRemoval> Suspected,
    double CleaningConfidence,
    IReadOnlyList<ReadingNote> Notes);

/// <summary>A piece of the raw text that was cut, or that stays although it may be foreign.</summary>
public sealed record OriginalRemoval(string Rule, string Text, int Line, int Start, int Length, string Reason);
