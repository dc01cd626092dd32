using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;
using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>From the nodes of a query line to the index's query. What becomes of a bare word is the caller's choice; all else stands as written.</summary>
internal static class QueryTranslation
{
    public static Query Translate(QueryNode? node, Func<string, Query> word) => node switch
    {
        null => Query.All,
        QueryNode.Word(var text) => word(text),
        QueryNode.Phrase(var text) => new Query.Text(text, TextMatch.Exact),
        QueryNode.Field field => Field(field),
        QueryNode.And(var nodes) => new Query.And([.. nodes.Select(one => Translate(one, word))]),
        QueryNode.Or(var nodes) => new Query.Or([.. nodes.Select(one => Translate(one, word))]),

        // A loosened exclusion would exclude what nobody asked to be without.
        QueryNode.Not(var inner) => new Query.Not(Translate(inner, AsWritten)),
        _ => throw new InvalidOperationException($"unknown node {node.GetType().Name}"),
    };

    public static Query AsWritten(string word) => new Query.Text(word, TextMatch.Phrase);

    /// <summary>The bare words of a line, those under a minus aside.</summary>
    public static IEnumerable<string> Words(QueryNode? node) => node switch
    {
        QueryNode.Word(var text) => [text],
        QueryNode.And(var nodes) => nodes.SelectMany(Words),
        QueryNode.Or(var nodes) => nodes.SelectMany(Words),
        _ => [],
    };

    private static Query Field(QueryNode.Field field) => field.Name switch
    {
        QueryField.Unit when field.Value == FieldValues.Unknown => Keyword(PassageSchema.Unit, [field.Value]),
        QueryField.Unit => Text(PassageSchema.UnitText, field),
        QueryField.Title => Text(PassageSchema.Title, field),
        QueryField.UnitType => Keyword(PassageSchema.UnitType, FieldValues.UnitTypes(field.Value)!),
        QueryField.Section => Keyword(PassageSchema.Section, [FieldValues.Section(field.Value)!]),
        QueryField.Kind => Keyword(PassageSchema.Kind, [FieldValues.Kind(field.Value)!]),
        QueryField.Source => Keyword(PassageSchema.Source, [field.Value]),
        QueryField.Year => new Query.Where(new Filter.Number(PassageSchema.Year, [FieldValues.Years(field.Value)!.Value])),
        _ => throw new InvalidOperationException($"unknown field {field.Name}"),
    };

    private static Query.Text Text(string indexField, QueryNode.Field field) =>
        new(field.Value, field.IsExact ? TextMatch.Exact : TextMatch.Phrase, indexField);

    private static Query.Where Keyword(string field, IReadOnlyList<string> values) => new(FilterBuilder.Keyword(field, values));
}
