using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>A passage and the facts of its report, as look-ups give them.</summary>
public record PassagePlace
{
    /// <summary>The passage.</summary>
    public required string Id { get; init; }

    /// <summary>The passage's own heading, or its section's.</summary>
    public string? Heading { get; init; }

    public required string Section { get; init; }

    public string? Unit { get; init; }

    public string? UnitType { get; init; }

    public int? Year { get; init; }

    public string? Kind { get; init; }

    public required string Title { get; init; }

    public required string ReportId { get; init; }

    public string? Source { get; init; }

    /// <summary>What the passage is about; null where no words prove it.</summary>
    public string? Topic { get; init; }

    public required string Url { get; init; }

    /// <summary>The place of a passage, without reading its text.</summary>
    public static PassagePlace Of(CollectionView view, int report, int passage)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (one, id) = (view.Reports[report], view.Reports[report].PassageId(passage));
        return new PassagePlace
        {
            Id = id,
            Heading = one.HeadingOf(passage),
            Section = one.SectionOf(passage).ToString(),
            Unit = one.Unit,
            UnitType = one.UnitType?.ToString(),
            Year = one.Year,
            Kind = one.Kind?.ToString(),
            Title = one.Title,
            ReportId = one.Id,
            Source = one.Source,
            Topic = one.TopicOf(passage),
            Url = Links.Passage(one.Id, id),
        };
    }
}
