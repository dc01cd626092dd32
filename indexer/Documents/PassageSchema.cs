using KnowledgeBase.Engine;

namespace KnowledgeBase.Indexer.Documents;

/// <summary>How a passage lies in the index: the fields, their order and their weights.</summary>
public static class PassageSchema
{
    public const string Text = "text";
    public const string Title = "title";

    /// <summary>Heading and unit are searched by their characters and counted as wholes: two fields each.</summary>
    public const string HeadingText = "heading.text";
    public const string UnitText = "unit.text";
    public const string Heading = "heading";
    public const string Unit = "unit";
    public const string Section = "section";
    public const string UnitType = "unitType";
    public const string Kind = "kind";
    public const string Source = "source";
    public const string Year = "year";

    /// <summary>A heading says in six characters what its passage says in two hundred, so it counts double; title and unit stand at every passage of a report, so they count half.</summary>
    public static IndexSchema Schema { get; } = new(
        Texts: [new(Text), new(HeadingText, 2), new(Title, 0.5), new(UnitText, 0.5)],
        Keywords: [Section, UnitType, Unit, Kind, Source, Heading],
        Numbers: [Year]);

    internal static IReadOnlyList<string?> Texts(string text, string? heading, string title, string? unit) => [text, heading, title, unit];

    internal static IReadOnlyList<string?> Keywords(string section, string? unitType, string? unit, string? kind, string? source, string? heading) =>
        [section, unitType, unit, kind, source, heading];
}
