namespace KnowledgeBase.Reports;

/// <summary>
/// What a person knows better about the reports of one raw file. Kept beside the corpus, so that reading again does not lose it.
/// </summary>
public sealed record Corrections
{
    /// <summary>By the report's place in the file, from 0. A field left null stays as it was read.</summary>
    public IReadOnlyDictionary<int, Correction> Reports { get; init; } = new Dictionary<int, Correction>();

    /// <summary>
    /// The reading with the corrections in place: each corrected fact is certain, and its evidence says that a person gave it.
    /// </summary>
    public Reading ApplyTo(Reading reading) => reading with
    {
        Reports =
        [
            .. reading.Reports.Select((report, i) => Reports.TryGetValue(i, out var correction) ? correction.ApplyTo(report) : report),
        ],
        Notes = [.. reading.Notes, .. UnusedIn(reading)],
    };

    private IEnumerable<ReadingNote> UnusedIn(Reading reading) =>
        from i in Reports.Keys.Order()
        where i < 0 || i >= reading.Reports.Count
        select new ReadingNote("correction-unused", $"a correction names report {i}, but the file holds {reading.Reports.Count}");
}

/// <summary>The fields of one report that a person may set.</summary>
public sealed record Correction
{
    private const string Evidence = "correction";

    /// <summary>The title; null leaves it as read.</summary>
    public string? Title { get; init; }

    /// <summary>The unit's name with its place; null leaves it as read.</summary>
    public string? Unit { get; init; }

    /// <summary>What the unit does; null leaves it as read.</summary>
    public UnitType? UnitType { get; init; }

    /// <summary>The year that is reported on; null leaves it as read.</summary>
    public int? Year { get; init; }

    /// <summary>文种; null leaves it as read.</summary>
    public ReportKind? Kind { get; init; }

    /// <summary>Types of sections, by <see cref="SectionNames"/>; null leaves all as read.</summary>
    public IReadOnlyDictionary<string, SectionType>? Sections { get; init; }

    /// <summary>Words that are not the report's, wherever they stand in its raw file.</summary>
    public IReadOnlyList<string>? Cut { get; init; }

    /// <summary>Words that are the report's, whatever rules say.</summary>
    public IReadOnlyList<string>? Kept { get; init; }

    internal Report ApplyTo(Report report) => report with
    {
        Title = Title ?? report.Title,
        Unit = Unit is { } unit ? Certain(unit) : report.Unit,
        UnitNames = Unit is { } name ? [name] : report.UnitNames,
        UnitType = UnitType is { } type ? Certain(type) : report.UnitType,
        Year = Year is { } year ? Certain(year) : report.Year,
        Kind = Kind is { } kind ? Certain(kind) : report.Kind,
        Sections = Sections is { Count: > 0 } types
            ? [.. report.Sections.Zip(SectionNames.Of(report.Sections), (section, name) =>
                types.TryGetValue(name, out var type) ? section with { Type = type } : section)]
            : report.Sections,
    };

    private static Fact<T> Certain<T>(T value) => new(value, Evidence, -1, 1);
}
