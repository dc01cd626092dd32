using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.ProblemLinks;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>What look-ups are called on pages, and their items as passages.</summary>
public static class LookupWords
{
    /// <summary>The formats of whole lists.</summary>
    public static IReadOnlyList<(string Format, string Label)> Exports { get; } =
        [("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"), ("md", "Markdown")];

    /// <summary>The filters that all look-ups have.</summary>
    public static IReadOnlyList<string> FilterNames { get; } =
        ["section", "unitType", "unit", "year", "kind", "source", "topic", "reportId"];

    /// <summary>A parameter of an address or a field of a form.</summary>
    public static string Parameter(string name) => name switch
    {
        "q" => "要找的文字",
        "length" => "字数",
        "parts" => "各句字数",
        "pattern" => "句式",
        "size" => "几个一组",
        "word" => "共有的词",
        "page" => "页码",
        "text" => "粘贴的文字",
        "heading" => "小标题",
        "reportId" => "报告",
        "filler" => "空里的词",
        "gap" => "空的长度",
        _ => FacetNames.ParameterLabel(name),
    };

    /// <summary>A condition in force.</summary>
    public static string Chip(string name, string value) => name switch
    {
        "reportId" => "只看一份报告",
        "problem" => "只看一组问题",
        "topic" => $"主题：{value}",
        _ => FacetNames.Chip(name, value),
    };

    /// <summary>How a problem's share of the reports changes; empty where there are too few to say.</summary>
    public static string Trend(object? trend) => trend?.ToString() switch
    {
        "Rising" => "越来越多",
        "Falling" => "渐渐少了",
        "Steady" => "一直都有",
        _ => "",
    };

    /// <summary>Why a cause or measure stands beside a problem.</summary>
    public static string Basis(LinkedPart part) => part.By switch
    {
        "text" => "问题原文里写明",
        "number" => $"两张单子里同为第 {part.Place} 条",
        _ => "用词相同：" + string.Join('、', part.Words),
    };

    /// <summary>The page that shows what an address of the API lists.</summary>
    public static string Page(string apiAddress)
    {
        var query = apiAddress.IndexOf('?', StringComparison.Ordinal);
        var (path, rest) = query < 0 ? (apiAddress, "") : (apiAddress[..query], apiAddress[query..]);
        return path.Replace("/api/v1", "", StringComparison.Ordinal).Replace("/items", "", StringComparison.Ordinal) + rest;
    }

    /// <summary>An item of a report as a passage.</summary>
    public static SearchHit Hit(ProblemHit item) => new()
    {
        Id = item.Id,
        Text = item.Text,
        Heading = item.Heading,
        HeadingPath = [],
        Section = item.Section,
        Unit = item.Unit,
        UnitType = item.UnitType,
        Year = item.Year,
        Kind = item.Kind,
        Title = item.Title,
        ReportId = item.ReportId,
        Source = item.Source,
        Topic = item.Topic,
        Url = item.Url,
    };

    /// <summary>A part of a passage as a passage.</summary>
    public static SearchHit Hit(PassagePlace place, string text) => new()
    {
        Id = place.Id,
        Text = text,
        Heading = place.Heading,
        HeadingPath = [],
        Section = place.Section,
        Unit = place.Unit,
        UnitType = place.UnitType,
        Year = place.Year,
        Kind = place.Kind,
        Title = place.Title,
        ReportId = place.ReportId,
        Source = place.Source,
        Topic = place.Topic,
        Url = place.Url,
    };

    /// <summary>Tells items of one passage apart.</summary>
    public static string Key(ProblemHit item) => item.Start == 0 ? item.Id : $"{item.Id}.{item.Start}";

    /// <summary>Where a unit's page is.</summary>
    public static string Unit(string name) => "/units/" + Uri.EscapeDataString(name);
}
