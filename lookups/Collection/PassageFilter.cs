using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Collection;

/// <summary>
/// The filters that every look-up takes, as they mean passages of the collection: values of one kind mean or, kinds mean and; null among
/// the values stands for "no value"; an empty list lets everything pass.
/// </summary>
public sealed record PassageFilter
{
    /// <summary>Lets everything pass.</summary>
    public static readonly PassageFilter None = new();

    public IReadOnlySet<SectionType> Sections { get; init; } = new HashSet<SectionType>();

    public IReadOnlySet<UnitType?> UnitTypes { get; init; } = new HashSet<UnitType?>();

    public IReadOnlySet<string?> Units { get; init; } = new HashSet<string?>();

    /// <summary>Both ends belong to a range.</summary>
    public IReadOnlyList<(int From, int To)> Years { get; init; } = [];

    /// <summary>Reports without a year pass as well.</summary>
    public bool YearUnknown { get; init; }

    public IReadOnlySet<ReportKind?> Kinds { get; init; } = new HashSet<ReportKind?>();

    public IReadOnlySet<string?> Sources { get; init; } = new HashSet<string?>();

    /// <summary>Topics of passages, not of reports.</summary>
    public IReadOnlySet<string?> Topics { get; init; } = new HashSet<string?>();

    public IReadOnlySet<string> ReportIds { get; init; } = new HashSet<string>();

    /// <summary>Whether every passage of every report passes.</summary>
    public bool IsEmpty => Sections.Count == 0 && Topics.Count == 0 && IsEmptyForReports;

    private bool IsEmptyForReports => UnitTypes.Count == 0 && Units.Count == 0 && Years.Count == 0 && !YearUnknown && Kinds.Count == 0
        && Sources.Count == 0 && ReportIds.Count == 0;

    /// <summary>Whether passages of a report can pass.</summary>
    public bool Passes(CollectedReport report) =>
        IsEmptyForReports
        || (Has(UnitTypes, report.UnitType) && Has(Units, report.Unit) && Has(Kinds, report.Kind) && Has(Sources, report.Source)
            && Has(ReportIds, report.Id) && PassesYear(report.Year));

    /// <summary>Whether a passage passes; its report is asked about first.</summary>
    public bool Passes(CollectedReport report, int passage) =>
        Has(Sections, report.SectionOf(passage)) && Has(Topics, report.TopicOf(passage));

    /// <summary>For each report of a view, whether its passages can pass.</summary>
    public bool[] Select(CollectionView view) => [.. view.Reports.Select(report => Passes(report))];

    private static bool Has<T>(IReadOnlySet<T> allowed, T value) => allowed.Count == 0 || allowed.Contains(value);

    private bool PassesYear(int? year) => (Years.Count == 0 && !YearUnknown)
        || (year is { } known ? Years.Any(range => known >= range.From && known <= range.To) : YearUnknown);
}
