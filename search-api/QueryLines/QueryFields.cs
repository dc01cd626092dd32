using System.Collections.Frozen;

namespace KnowledgeBase.SearchApi.QueryLines;

public enum QueryField
{
    Unit,
    UnitType,
    Year,
    Section,
    Kind,
    Title,
    Source,
    Topic,
}

/// <summary>The keys that a query line knows, in both languages.</summary>
public static class QueryFields
{
    private static readonly FrozenDictionary<string, QueryField> Keys = new Dictionary<string, QueryField>(StringComparer.OrdinalIgnoreCase)
    {
        ["单位"] = QueryField.Unit,
        ["unit"] = QueryField.Unit,
        ["类型"] = QueryField.UnitType,
        ["单位类型"] = QueryField.UnitType,
        ["unitType"] = QueryField.UnitType,
        ["type"] = QueryField.UnitType,
        ["年份"] = QueryField.Year,
        ["年"] = QueryField.Year,
        ["年度"] = QueryField.Year,
        ["year"] = QueryField.Year,
        ["章节"] = QueryField.Section,
        ["section"] = QueryField.Section,
        ["文种"] = QueryField.Kind,
        ["kind"] = QueryField.Kind,
        ["标题"] = QueryField.Title,
        ["title"] = QueryField.Title,
        ["来源"] = QueryField.Source,
        ["source"] = QueryField.Source,
        ["主题"] = QueryField.Topic,
        ["topic"] = QueryField.Topic,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The Chinese keys, as a line is shown.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<QueryField>().Select(NameOf)];

    public static QueryField? Find(string key) => Keys.TryGetValue(key, out var field) ? field : null;

    public static string NameOf(QueryField field) => field switch
    {
        QueryField.Unit => "单位",
        QueryField.UnitType => "类型",
        QueryField.Year => "年份",
        QueryField.Section => "章节",
        QueryField.Kind => "文种",
        QueryField.Title => "标题",
        QueryField.Source => "来源",
        _ => "主题",
    };
}
