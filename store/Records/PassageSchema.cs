using KnowledgeBase.Engine;

namespace KnowledgeBase.Store.Records;

/// <summary>
/// The fields of a passage in the index, their order and their weights. <see cref="PassageDocument"/> reads and writes them by name.
/// </summary>
public static class PassageSchema
{
    /// <summary>The passage's own text.</summary>
    public const string Text = "text";

    /// <summary>The report's title.</summary>
    public const string Title = "title";

    /// <summary>The heading by its characters; <see cref="Heading"/> is the same as one value.</summary>
    public const string HeadingText = "heading.text";

    /// <summary>The unit by its characters; <see cref="Unit"/> is the same as one value.</summary>
    public const string UnitText = "unit.text";

    /// <summary>The heading as one value, to be counted.</summary>
    public const string Heading = "heading";

    /// <summary>The unit as one value, to be counted and filtered by.</summary>
    public const string Unit = "unit";

    /// <summary>The section's type.</summary>
    public const string Section = "section";

    /// <summary>The unit's type.</summary>
    public const string UnitType = "unitType";

    /// <summary>The report's kind.</summary>
    public const string Kind = "kind";

    /// <summary>Where the report was published.</summary>
    public const string Source = "source";

    /// <summary>The year that the report is about.</summary>
    public const string Year = "year";

    /// <summary>What the passage is about.</summary>
    public const string Topic = "topic";

    internal static readonly string[] TextFields = [Text, HeadingText, Title, UnitText];
    internal static readonly string[] KeywordFields = [Section, UnitType, Unit, Kind, Source, Heading, Topic];
    internal static readonly string[] NumberFields = [Year];

    /// <summary>The schema of the index.</summary>
    /// <remarks>
    /// A heading says in six characters what its passage says in two hundred, so it counts double;
    /// title and unit stand at every passage of a report, so they count half. Keyword fields are added at the end: an index that
    /// lacks the last ones still opens.
    /// </remarks>
    public static IndexSchema Schema { get; } = new(
        Texts: [.. TextFields.Select(field => new TextField(field, field switch { HeadingText => 2, Text => 1, _ => 0.5 }))],
        Keywords: KeywordFields,
        Numbers: NumberFields);
}
