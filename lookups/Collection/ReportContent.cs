using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Collection;

/// <summary>
/// A report with all its texts, as a derivation reads it. Not to be kept: the texts of a million passages are a gigabyte.
/// </summary>
public sealed class ReportContent
{
    internal ReportContent(ReportRecord record, CollectedReport report)
    {
        Record = record;
        Report = report;
        Passages = [.. record.Report.Sections.SelectMany(section => section.Passages)];
    }

    /// <summary>What stays in memory of it.</summary>
    public CollectedReport Report { get; }

    /// <summary>The whole record, with the evidence of its facts.</summary>
    public ReportRecord Record { get; }

    /// <summary>Its passages by number.</summary>
    public IReadOnlyList<Passage> Passages { get; }
}
