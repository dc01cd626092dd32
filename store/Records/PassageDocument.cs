using KnowledgeBase.Engine;

namespace KnowledgeBase.Store.Records;

/// <summary>A passage as the index holds it, its fields by name.</summary>
public sealed record PassageDocument
{
    /// <summary>The passage's id.</summary>
    public required string Id { get; init; }

    /// <summary>Exactly as in the report.</summary>
    public required string Text { get; init; }

    /// <summary>Its own heading, or its section's.</summary>
    public string? Heading { get; init; }

    /// <summary>The report's title.</summary>
    public required string Title { get; init; }

    /// <summary>The section's type.</summary>
    public required string Section { get; init; }

    /// <summary>Null where the report does not say.</summary>
    public string? Unit { get; init; }

    /// <summary>Null where the report does not say.</summary>
    public string? UnitType { get; init; }

    /// <summary>Null where the report does not say.</summary>
    public string? Kind { get; init; }

    /// <summary>Null where the report does not say.</summary>
    public string? Source { get; init; }

    /// <summary>What the passage is about; null where no words prove it.</summary>
    public string? Topic { get; init; }

    /// <summary>Null where the report does not say.</summary>
    public int? Year { get; init; }

    /// <summary>Heading path, offsets and the evidence of the topic.</summary>
    public required PassageRecord Location { get; init; }

    /// <summary>From a document of the index.</summary>
    public static PassageDocument From(IndexDocument document) => new()
    {
        Id = document.Id,
        Text = TextOf(document, PassageSchema.Text)!,
        Heading = TextOf(document, PassageSchema.HeadingText),
        Title = TextOf(document, PassageSchema.Title)!,
        Section = KeywordOf(document, PassageSchema.Section)!,
        Unit = TextOf(document, PassageSchema.UnitText),
        UnitType = KeywordOf(document, PassageSchema.UnitType),
        Kind = KeywordOf(document, PassageSchema.Kind),
        Source = KeywordOf(document, PassageSchema.Source),
        Topic = KeywordOf(document, PassageSchema.Topic),
        Year = document.Numbers[Array.IndexOf(PassageSchema.NumberFields, PassageSchema.Year)],
        Location = PassageRecord.FromBytes(document.Stored.Span),
    };

    /// <summary>The passage of a number in a snapshot.</summary>
    public static PassageDocument Read(Snapshot snapshot, int document)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return From(snapshot.Read(document));
    }

    /// <summary>What a text field of the schema holds.</summary>
    public string? TextOf(string field) => field switch
    {
        PassageSchema.Text => Text,
        PassageSchema.HeadingText => Heading,
        PassageSchema.Title => Title,
        PassageSchema.UnitText => Unit,
        _ => throw new ArgumentException($"'{field}' is no text field of a passage", nameof(field)),
    };

    internal IndexDocument ToIndexDocument() => new()
    {
        Id = Id,
        Texts = [.. PassageSchema.TextFields.Select(TextOf)],
        Keywords = [.. PassageSchema.KeywordFields.Select(KeywordOf)],
        Numbers = [Year],
        Stored = Location.ToBytes(),
    };

    private string? KeywordOf(string field) => field switch
    {
        PassageSchema.Section => Section,
        PassageSchema.UnitType => UnitType,
        PassageSchema.Unit => Unit,
        PassageSchema.Kind => Kind,
        PassageSchema.Source => Source,
        PassageSchema.Heading => Heading,
        PassageSchema.Topic => Topic,
        _ => throw new ArgumentException($"'{field}' is no keyword field of a passage", nameof(field)),
    };

    private static string? TextOf(IndexDocument document, string field) => document.Texts[Array.IndexOf(PassageSchema.TextFields, field)];

    private static string? KeywordOf(IndexDocument document, string field) =>
        document.Keywords[Array.IndexOf(PassageSchema.KeywordFields, field)];
}
