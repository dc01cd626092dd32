using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Facts;

/// <summary>What a report says of itself, each with the words that prove it. What no words prove stays unknown.</summary>
internal static class FactFinder
{
    /// <param name="report">With its title, text and sections.</param>
    /// <param name="name">The raw file's name, where it says something in words.</param>
    public static Report Complete(
        Report report,
        Title title,
        Fact<ReportKind>? kind,
        int bodyStart,
        string? name,
        Fact<string>? source)
    {
        var notes = report.Notes.ToList();
        var text = Simplified.Of(report.Text);
        var plain = title with { Words = Simplified.Of(title.Words) };
        var unit = UnitFinder.Find(plain, report, text, bodyStart, name);
        return report with
        {
            Unit = AsItStands(unit?.Unit, report),
            UnitNames = unit?.Names ?? [],
            UnitType = AsItStands(unit?.Type, report),
            Level = AsItStands(unit?.Level, report),
            Year = AsItStands(YearFinder.Find(plain, report, text, bodyStart, name, notes), report),
            Kind = AsItStands(kind, report),
            Source = source,
            Sections = [.. report.Sections.Select(WithTopics)],
            Notes = notes,
        };
    }

    /// <summary>The kind alone: sections are told by it.</summary>
    public static Fact<ReportKind>? KindOf(string text, Title title, int bodyStart) =>
        KindFinder.Find(title with { Words = Simplified.Of(title.Words) }, Simplified.Of(text), bodyStart);

    private static Section WithTopics(Section section) => section with
    {
        Passages =
        [
            .. section.Passages.Select(passage => passage with
            {
                Topic = TopicFinder.Find(passage.Heading ?? section.Heading, passage.HeadingPath, passage.Text),
            }),
        ],
    };

    /// <summary>Evidence is quoted in the report's own characters.</summary>
    private static Fact<T>? AsItStands<T>(Fact<T>? fact, Report report) =>
        fact is { Start: >= 0 } && fact.Start + fact.Evidence.Length <= report.Text.Length
            ? fact with { Evidence = report.Text.Substring(fact.Start, fact.Evidence.Length) }
            : fact;
}
