using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.Web.Viewing;

/// <summary>What a writer calls the fields.</summary>
public static class FacetNames
{
    public static IReadOnlyList<(string Name, string Label)> All { get; } =
        [("section", "章节"), ("unitType", "类型"), ("year", "年份"), ("kind", "文种"), ("unit", "单位"), ("source", "来源")];

    public static string Label(string name) => All.First(facet => facet.Name == name).Label;

    /// <summary>Years are read from the newest, the unknown last; all else by how often it occurs.</summary>
    public static IEnumerable<KeyValuePair<string, long>> Order(string name, IEnumerable<KeyValuePair<string, long>> values) =>
        name == "year" ? values.OrderBy(value => value.Key == FieldValues.Unknown).ThenByDescending(value => value.Key, StringComparer.Ordinal) : values;

    public static IReadOnlyList<string> Counted => Facets.All;
}
