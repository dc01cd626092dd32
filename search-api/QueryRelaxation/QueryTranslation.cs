using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.QueryRelaxation;

/// <summary>
/// From the nodes of a query line to the index's query. What becomes of a bare word is the caller's choice; all else stands as written.
/// </summary>
internal static class QueryTranslation
{
    public static Query Translate(QueryNode? node, Func<string, Query> word) => node switch
    {
        null => Query.All,
        QueryNode.Word(var text) => word(text),
        QueryNode.Phrase(var text) => new Query.Text(text, TextMatch.Exact),
        // The pattern finds its parts as words are found; as parts of a phrase they must stand there to the character as well.
        QueryNode.Pattern(var parts) => new Query.And(
            [new Query.Pattern(parts), .. parts.Where(part => part.Length > 0).Select(part => new Query.Text(part, TextMatch.Exact))]),
        QueryNode.Near near => new Query.Near(near.Texts, near.Distance, near.Scope == NearScope.Sentence),
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

    private static Query Field(QueryNode.Field field)
    {
        Query[] queries = [.. field.Values.Select(value => Field(field.Name, value))];
        return queries is [var only] ? only : new Query.Or(queries);
    }

    private static Query Field(QueryField name, FieldValue value) => (name, value) switch
    {
        (_, FieldValue.Years(var range)) => new Query.Where(new Filter.Number(PassageSchema.Year, [range])),
        (QueryField.Year, FieldValue.Missing) => new Query.Where(new Filter.Number(PassageSchema.Year, [], OrMissing: true)),
        (QueryField.Unit, FieldValue.Name(var text, var isExact)) => Text(PassageSchema.UnitText, text, isExact),
        (QueryField.Title, FieldValue.Name(var text, var isExact)) => Text(PassageSchema.Title, text, isExact),
        (QueryField.UnitType, FieldValue.Name(var text, _)) => Keyword(PassageSchema.UnitType, FieldValues.UnitTypes(text)!),
        (_, FieldValue.Name(var text, _)) => Keyword(KeywordOf(name), [text]),
        _ => Keyword(KeywordOf(name), [FieldValues.Unknown]),
    };

    private static string KeywordOf(QueryField name) => name switch
    {
        QueryField.Unit => PassageSchema.Unit,
        QueryField.UnitType => PassageSchema.UnitType,
        QueryField.Section => PassageSchema.Section,
        QueryField.Kind => PassageSchema.Kind,
        QueryField.Topic => PassageSchema.Topic,
        _ => PassageSchema.Source,
    };

    private static Query.Text Text(string indexField, string text, bool isExact) =>
        new(text, isExact ? TextMatch.Exact : TextMatch.Phrase, indexField);

    private static Query.Where Keyword(string field, IReadOnlyList<string> values) => new(
        new Filter.Keyword(field, [.. values.Select(value => value == FieldValues.Unknown ? null : value)]));
}
