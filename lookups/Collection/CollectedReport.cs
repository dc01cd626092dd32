using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Collection;

/// <summary>
/// What a view keeps of a report in memory: its facts, and of each passage the section and the heading. Texts are read when needed.
/// </summary>
public sealed class CollectedReport
{
    private readonly byte[] _sections;
    private readonly string?[] _headings;
    private readonly string?[] _topics;

    internal CollectedReport(ReportRecord record, Func<string, string> share)
    {
        var report = record.Report;
        Id = record.Id;
        Title = report.Title;
        Unit = Share(report.Unit?.Value);
        UnitNames = [.. report.UnitNames.Select(share)];
        UnitType = report.UnitType?.Value;
        Year = report.Year?.Value;
        Kind = report.Kind?.Value;
        Source = Share(report.Source?.Value);
        _sections = [.. report.Sections.SelectMany(section => section.Passages.Select(_ => (byte)section.Type))];
        _headings = [.. report.Sections.SelectMany(
            section => section.Passages.Select(passage => Share(passage.Heading ?? section.Heading)))];
        _topics = [.. report.Sections.SelectMany(section => section.Passages.Select(passage => Share(passage.Topic?.Name)))];

        string? Share(string? text) => text is null ? null : share(text);
    }

    /// <summary>The report's id.</summary>
    public string Id { get; }

    public string Title { get; }

    /// <summary>Null where the report does not say; so are the facts below.</summary>
    public string? Unit { get; }

    /// <summary>Further forms of the unit's name.</summary>
    public IReadOnlyList<string> UnitNames { get; }

    public UnitType? UnitType { get; }

    public int? Year { get; }

    public ReportKind? Kind { get; }

    public string? Source { get; }

    /// <summary>Its passages are numbered from 0, in the order of the report.</summary>
    public int PassageCount => _sections.Length;

    public SectionType SectionOf(int passage) => (SectionType)_sections[passage];

    /// <summary>The passage's own heading, or its section's.</summary>
    public string? HeadingOf(int passage) => _headings[passage];

    /// <summary>What the passage is about; null where no words prove it.</summary>
    public string? TopicOf(int passage) => _topics[passage];

    /// <summary>The id that the index and the API know a passage by.</summary>
    public string PassageId(int passage) => ReportDocuments.PassageId(Id, passage + 1);
}
