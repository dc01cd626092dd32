namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>What a query line says, before anything is looked up.</summary>
public abstract record QueryNode
{
    /// <summary>Characters that must stand together, whatever their width and case.</summary>
    public sealed record Word(string Text) : QueryNode;

    /// <summary>Characters that must stand exactly so.</summary>
    public sealed record Phrase(string Text) : QueryNode;

    /// <summary><c>字段:值</c>.</summary>
    public sealed record Field(QueryField Name, string Value, bool IsExact) : QueryNode;

    public sealed record And(IReadOnlyList<QueryNode> Nodes) : QueryNode;

    public sealed record Or(IReadOnlyList<QueryNode> Nodes) : QueryNode;

    public sealed record Not(QueryNode Node) : QueryNode;
}

public enum QueryField
{
    Unit,
    UnitType,
    Year,
    Section,
    Kind,
    Title,
    Source,
}

/// <summary>The keys that a query line knows, in both languages.</summary>
public static class QueryFields
{
    private static readonly Dictionary<string, QueryField> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["单位"] = QueryField.Unit,
        ["unit"] = QueryField.Unit,
        ["类型"] = QueryField.UnitType,
        ["单位类型"] = QueryField.UnitType,
        ["unitType"] = QueryField.UnitType,
        ["type"] = QueryField.UnitType,
        ["年份"] = QueryField.Year,
        ["年"] = QueryField.Year,
        ["year"] = QueryField.Year,
        ["章节"] = QueryField.Section,
        ["section"] = QueryField.Section,
        ["文种"] = QueryField.Kind,
        ["kind"] = QueryField.Kind,
        ["标题"] = QueryField.Title,
        ["title"] = QueryField.Title,
        ["来源"] = QueryField.Source,
        ["source"] = QueryField.Source,
    };

    public static QueryField? Find(string key) => Keys.TryGetValue(key, out var field) ? field : null;
}
