using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Facts;

/// <summary>What a report says of itself, each with the words that prove it. What no words prove stays unknown.</summary>
internal static class FactFinder
{
    /// <param name="report">With its title, text and sections.</param>
    /// <param name="name">The raw file's name, where it says something in words.</param>
    public static Report Complete(Report report, Title title, int bodyStart, string? name, Fact<ReportKind>? kind, Fact<string>? source)
    {
        var notes = report.Notes.ToList();
        var unit = UnitFinder.Find(title, report.Text, bodyStart, report.Sections, name);
        return report with
        {
            Unit = unit?.Unit,
            UnitNames = unit?.Names ?? [],
            UnitType = unit?.Type,
            Level = unit?.Level,
            Year = YearFinder.Find(title, report.Text, bodyStart, report.Sections, name, notes),
            Kind = kind,
            Source = source,
            Notes = notes,
        };
    }
}
