using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>What a writer calls the fields.</summary>
public static class FacetNames
{
    public static IReadOnlyList<(string Name, string Label)> All { get; } =
        [("section", "章节"), ("unitType", "类型"), ("year", "年份"), ("kind", "文种"), ("topic", "主题"), ("unit", "单位"), ("source", "来源")];

    public static string Label(string name) => All.First(facet => facet.Name == name).Label;

    /// <summary>A parameter of an address; by its own name where it is no field.</summary>
    public static string ParameterLabel(string name) => All.FirstOrDefault(facet => facet.Name == name).Label ?? name;

    /// <summary>Years are read from the newest, the unknown last; all else by how often it occurs.</summary>
    public static IEnumerable<KeyValuePair<string, long>> Order(string name, IEnumerable<KeyValuePair<string, long>> values) =>
        name == "year" ? values.OrderBy(value => value.Key == FieldValues.Unknown)
            .ThenByDescending(value => value.Key, StringComparer.Ordinal) : values;

    public static IReadOnlyList<string> Counted => Facets.All;

    /// <summary>政府 for 审计; 不明 for what is unknown.</summary>
    public static string ClassOfUnitType(string value) =>
        Enum.TryParse<UnitType>(value, out var type) ? Words.ClassOf(type).ToString() : FieldValues.Unknown;

    /// <summary>
    /// A condition as an address writes it, in a writer's words: <c>problems</c> is 存在问题, <c>2021..2023</c> is 2021—2023 年.
    /// </summary>
    public static string Chip(string name, string value) => name switch
    {
        "section" => $"章节：{FieldValues.Section(value) ?? value}",
        "year" when value != FieldValues.Unknown => $"年份：{value.Replace("..", "—", StringComparison.Ordinal)} 年",
        "topic" => $"主题：{FieldValues.Topic(value) ?? value}",
        "kind" => $"文种：{FieldValues.Kind(value) ?? value}",
        _ => $"{Label(name)}：{value}",
    };
}
