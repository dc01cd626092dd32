using System.Buffers;
using System.Text;

namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>Writes a query line: for every line, parse → format → parse gives the same nodes.</summary>
public static class QueryFormat
{
    private static readonly SearchValues<char> KeyEnds = SearchValues.Create(":：<>=≥≤＜＞＝");

    public static string Format(QueryNode? node) => node switch
    {
        null => "",
        QueryNode.Word(var text) => text,
        QueryNode.Phrase(var text) => Quote(text),
        QueryNode.Pattern(var parts) => $"\"{string.Join('*', parts.Select(Escape))}\"",
        QueryNode.Near near => $"{Quote(string.Join(' ', near.Texts))}~{Reach(near)}",
        QueryNode.Field field => Field(field),
        QueryNode.And(var nodes) => string.Join(' ', nodes.Select(one => one is QueryNode.Or ? $"({Format(one)})" : Format(one))),
        QueryNode.Or(var nodes) => string.Join(" OR ", nodes.Select(Format)),
        QueryNode.Not(var inner) => inner is QueryNode.And or QueryNode.Or ? $"-({Format(inner)})" : "-" + Format(inner),
        _ => throw new InvalidOperationException($"unknown node {node.GetType().Name}"),
    };

    /// <summary>A text as a phrase of a query line.</summary>
    public static string Quote(string text) => $"\"{Escape(text)}\"";

    /// <summary>Behind a comma, a key or a minus would begin the next part; inside brackets it is a value.</summary>
    private static string Field(QueryNode.Field field)
    {
        var values = string.Join(',', field.Values.Select(Value));
        var needsBrackets = field.Values.Skip(1).Any(value => value is FieldValue.Name(var text, false)
            && (text[0] is '-' or '－' || text is "AND" or "NOT" || StartsWithKey(text)));
        return $"{QueryFields.NameOf(field.Name)}:{(needsBrackets ? $"({values})" : values)}";
    }

    private static bool StartsWithKey(string text) =>
        text.AsSpan().IndexOfAny(KeyEnds) is var end and > 0 && QueryFields.Find(text[..end]) is not null;

    private static string Reach(QueryNode.Near near) => near switch
    {
        { Distance: { } distance } => distance.ToString(System.Globalization.CultureInfo.InvariantCulture),
        { Scope: NearScope.Sentence } => "s",
        _ => "p",
    };

    private static string Value(FieldValue value) => value switch
    {
        FieldValue.Missing => FieldValues.Unknown,
        FieldValue.Years(var range) => YearValues.Format(range),
        FieldValue.Name(var text, var isExact) => isExact ? Quote(text) : text,
        _ => throw new InvalidOperationException($"unknown value {value.GetType().Name}"),
    };

    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(LineScanner.Escapable) < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 4);
        foreach (var c in text)
        {
            if (LineScanner.Escapable.Contains(c))
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
