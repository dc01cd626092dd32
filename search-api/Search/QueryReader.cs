using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Reads a request's parameters strictly: every unknown name and every wrong value is named.</summary>
public sealed class QueryReader(IQueryCollection query)
{
    private const int DefaultCropLength = 120;

    /// <summary>The states of files, as parameters name them.</summary>
    public static IReadOnlyList<string> FileStates { get; } = ["indexed", "failed", "quarantined"];

    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public string Text(string name, int maxLength = QueryLine.MaxLength)
    {
        var value = Single(name) ?? "";
        if (value.Length > maxLength)
            Reject(name, $"is longer than {maxLength} characters");
        return value;
    }

    public int Number(string name, int otherwise, int min, int max)
    {
        if (Single(name) is not { Length: > 0 } value)
            return otherwise;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Reject(name, $"'{value}' is not a whole number from {min} to {max}");
        return otherwise;
    }

    /// <summary>A number or two with .. between them; null where nothing is given.</summary>
    public (int From, int To)? Span(string name, int max)
    {
        if (Single(name) is not { Length: > 0 } value)
            return null;
        var ends = value.Split("..");
        if (ends.Length <= 2 && Whole(ends[0], max) is { } from && Whole(ends[^1], max) is { } to && from <= to)
            return (from, to);
        Reject(name, $"'{value}' is neither a number from 1 to {max} nor two of them as 6..10");
        return null;
    }

    /// <summary>Numbers with + between them; none where nothing is given.</summary>
    public IReadOnlyList<int> Sum(string name, int max)
    {
        if (Single(name) is not { Length: > 0 } value)
            return [];

        // A plus in an address may arrive as the space that it stands for.
        var parts = value.Split('+', ' ').Select(part => Whole(part, max)).ToList();
        if (parts.All(part => part is not null))
            return [.. parts.OfType<int>()];
        Reject(name, $"'{value}' is no list of numbers as 6+6");
        return [];
    }

    /// <summary>From 0 to 1; 0 where nothing is given.</summary>
    private double Fraction(string name)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint;
        if (Single(name) is not { Length: > 0 } value)
            return 0;
        if (value.Length <= 10 && double.TryParse(value, Plain, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1)
            return number;
        Reject(name, $"'{value}' is not a number from 0 to 1");
        return 0;
    }

    private static int? Whole(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max ? number : null;

    /// <summary>Which page of a list.</summary>
    public Paging Paging(int otherwise, int max) =>
        new(Number("page", 1, 1, Http.Paging.MaxPage), Number("hitsPerPage", otherwise, 1, max));

    public string? Choice(string name, params IReadOnlyList<string> allowed)
    {
        if (Single(name) is not { Length: > 0 } value)
            return null;
        if (allowed.Contains(value))
            return value;
        Reject(name, $"'{value}' is none of {string.Join(", ", allowed)}");
        return null;
    }

    /// <summary>Every value given under a name; a value that means nothing is rejected.</summary>
    public IReadOnlyList<T> Many<T>(string name, Func<string, IEnumerable<T>?> read, string expected)
    {
        _read.Add(name);
        var all = new List<T>();
        foreach (var value in query[name])
        {
            if (string.IsNullOrEmpty(value))
                continue;
            if (read(value) is { } values)
                all.AddRange(values);
            else
                Reject(name, $"'{value}' is not {expected}");
        }

        return all;
    }

    /// <summary>All filters of a search.</summary>
    public SearchParameters Filters() => new()
    {
        Sections = Many<string>(
            "section", value => One(FieldValues.Section(value)), "a section: " + string.Join(", ", FieldValues.SectionNames)),
        UnitTypes = Many("unitType", FieldValues.UnitTypes, "a unit type, a class of unit types or " + FieldValues.Unknown),
        Units = Many<string>("unit", One, "a unit"),
        Years = Many("year", Years, "a year (2023), a range (2021..2023) or " + FieldValues.Unknown),
        YearUnknown = query["year"].Contains(FieldValues.Unknown),
        Kinds = Many<string>("kind", value => One(FieldValues.Kind(value)), "a kind of report"),
        Sources = Many<string>("source", One, "a source"),
        Topics = Many<string>("topic", value => One(FieldValues.Topic(value)), "a topic: " + string.Join(", ", Topics.Names)),
    };

    /// <summary>The filters of look-ups: those of a search, and reports.</summary>
    public SearchParameters FiltersOfReports() => Filters() with { ReportIds = Many<string>("reportId", One, "a report's id") };

    public SearchParameters Search()
    {
        var facets = Many("facets", Facet, "a facet: " + string.Join(", ", Facets.All) + " or *");
        var paging = Paging(20, SearchParameters.MaxHitsPerPage);
        var cursor = Cursor();
        return Filters() with
        {
            Query = Line(),
            YearDescending = Choice("sort", "relevance", "year:desc", "year:asc") switch
            {
                "year:desc" => true,
                "year:asc" => false,
                _ => null,
            },
            Paging = cursor is { } next ? paging with { Page = next.Page } : paging,
            CursorGeneration = cursor?.Generation,
            ReportIds = Many<string>("reportId", One, "a report's id"),
            ShowRankingScoreDetails = Choice("showRankingScoreDetails", "true", "false") == "true",
            AttributesToRetrieve = Many(
                "attributesToRetrieve", Attributes, "attributes of a hit: " + string.Join(", ", HitAttributes.All)) is { Count: > 0 } names
                ? names.ToHashSet(StringComparer.Ordinal)
                : null,
            CropLength = Crop(),
            Substance = Fraction("substance"),
            Facets = [.. facets.Distinct(StringComparer.Ordinal)],
            Collapse = Choice("collapse", "report", "none") == "report",
            Fold = Choice("fold", "auto", "none") != "none",
            Loosening = Choice("matchingStrategy", "auto", "all") == "all" ? Loosening.None : Loosening.Auto,
        };
    }

    /// <summary>The limit that the query line exceeds, or null.</summary>
    public QueryExcess? Excess { get; private set; }

    /// <summary>The errors by parameter, unknown names included; null where all is well.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors()
    {
        foreach (var name in query.Keys.Where(name => !_read.Contains(name)))
            _errors[name] = ["is not a parameter of this address"];
        return _errors.Count == 0 ? null : _errors;
    }

    /// <summary>The query line within its limits.</summary>
    public string Line()
    {
        var line = Single("q") ?? "";
        if (QueryLine.Parse(line).Excess is { } excess)
        {
            Excess = excess;
            Reject("q", excess.EnglishMessage);
        }

        return line;
    }

    private (int Page, long Generation)? Cursor()
    {
        if (Single("cursor") is not { Length: > 0 } text)
            return null;
        if (Cursors.Read(text) is { } cursor && query["page"].Count == 0)
            return cursor;
        Reject("cursor", "is not a nextCursor of this API, or stands beside a page");
        return null;
    }

    private int? Crop()
    {
        var length = Number("cropLength", DefaultCropLength, 10, 10_000);
        return Many<string>("attributesToCrop", value => value is "text" or "*"
            ? [value]
            : null, "an attribute that can be cropped: text").Count > 0 ? length : null;
    }

    private static IEnumerable<string>? Attributes(string value)
    {
        var names = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names is ["*"] ? HitAttributes.All : names.All(HitAttributes.All.Contains) ? names : null;
    }

    private static IEnumerable<string>? One(string? value) => value is null ? null : [value];

    private static IEnumerable<string>? Facet(string value)
    {
        var names = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names is ["*"] ? Facets.All : names.All(Facets.All.Contains) ? names : null;
    }

    private static IEnumerable<NumberRange>? Years(string value) =>
        value == FieldValues.Unknown ? [] : FieldValues.Years(value) is { } range ? [range] : null;

    private string? Single(string name)
    {
        _read.Add(name);
        var values = query[name];
        if (values.Count > 1)
            Reject(name, "is given more than once");
        return values.Count > 0 ? values[0] : null;
    }

    /// <summary>States what a parameter must be where it is not.</summary>
    public void Require(bool holds, string name, string message)
    {
        if (!holds)
            Reject(name, message);
    }

    /// <summary>States what is wrong with a parameter.</summary>
    public void Reject(string name, string message) =>
        _errors[name] = _errors.TryGetValue(name, out var earlier) ? [.. earlier, message] : [message];
}
