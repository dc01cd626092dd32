using System.Globalization;
using System.Text;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>Scripts and requests as C# source that can be pasted into a test.</summary>
internal static class SourceText
{
    public static string Step(Step step) => step switch
    {
        Generation.Step.Put put => $"writer.Put({Group(put.Group)});",
        Generation.Step.Delete delete => $"writer.Delete({Text(delete.Key)});",
        Generation.Step.Commit => "writer.Commit();",
        Generation.Step.Optimize => "writer.Optimize();",
        Generation.Step.Reopen => "reopen();",
        Generation.Step.Ask ask => string.Join('\n', ask.Requests.Select(request => $"ask({Request(request)});")),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static string Group(DocumentGroup group) =>
        $"new() {{ Key = {Text(group.Key)}, Attachment = {Bytes(group.Attachment)}, Documents = [{List(group.Documents, Document)}] }}";

    public static string Document(IndexDocument document) =>
        $"new() {{ Id = {Text(document.Id)}, Texts = [{List(document.Texts, Text)}], Keywords = [{List(document.Keywords, Text)}], "
        + $"Numbers = [{List(document.Numbers, Number)}], Stored = {Bytes(document.Stored)} }}";

    public static string Request(SearchRequest request)
    {
        var text = new StringBuilder("new() { Query = ").Append(Query(request.Query));
        if (request.Filters.Count > 0)
            text.Append(", Filters = [").Append(List(request.Filters, Filter)).Append(']');
        if (request.Facets.Count > 0)
            text.Append(", Facets = [").Append(List(request.Facets, Facet)).Append(']');
        if (request.Sort is { } sort)
            text.Append($", Sort = new({Text(sort.Field)}, {(sort.Descending ? "true" : "false")})");
        if (request.Offset != 0)
            text.Append($", Offset = {request.Offset}");
        if (request.Limit != 10)
            text.Append($", Limit = {request.Limit}");
        if (!request.ExactTotal)
            text.Append(", ExactTotal = false");
        if (request.Collapse)
            text.Append(", Collapse = true");
        return text.Append(" }").ToString();
    }

    public static string Query(Query query) => query switch
    {
        Engine.Query.Text { Field: { } field } text => $"new Query.Text({Text(text.Value)}, TextMatch.{text.Match}, {Text(field)})",
        Engine.Query.Text text => $"new Query.Text({Text(text.Value)}, TextMatch.{text.Match})",
        Engine.Query.Like like => $"new Query.Like({Text(like.Value)}, {like.Terms})",
        Engine.Query.Where where => $"new Query.Where({Filter(where.Filter)})",
        Engine.Query.And and => $"new Query.And([{List(and.Clauses, Query)}])",
        Engine.Query.Or or => $"new Query.Or([{List(or.Clauses, Query)}])",
        Engine.Query.AtLeast atLeast => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"new Query.AtLeast([{List(atLeast.Clauses, clause => $"new({Query(clause.Clause)}, {clause.Weight})")}], {atLeast.Minimum})"),
        Engine.Query.Not not => $"new Query.Not({Query(not.Clause)})",
        Engine.Query.Ranked ranked => $"new Query.Ranked({Text(ranked.Value)}, {ranked.MinimumShare}, {Text(ranked.Field)})",
        Engine.Query.Near near =>
            $"new Query.Near([{List(near.Texts, Text)}], {Number(near.Distance)}, {(near.InSentence ? "true" : "false")}, "
                + $"{Text(near.Field)})",
        Engine.Query.Pattern pattern => $"new Query.Pattern([{List(pattern.Parts, Text)}], {pattern.Gap}, {Text(pattern.Field)})",
        Engine.Query.Constant constant => $"new Query.Constant({Query(constant.Clause)}, {constant.Score})",
        Engine.Query.Boost boost => $"new Query.Boost({Query(boost.Clause)}, {boost.Factor})",
        Engine.Query.Prefer prefer => $"new Query.Prefer({Query(prefer.Clause)}, [{List(prefer.Preferred, Query)}])",
        _ => "Query.All",
    };

    private static string Filter(Filter filter) => filter switch
    {
        Engine.Filter.Keyword keyword => $"new Filter.Keyword({Text(keyword.Field)}, [{List(keyword.Values, Text)}])",
        Engine.Filter.Number number =>
            $"new Filter.Number({Text(number.Field)}, [{List(number.Ranges, Range)}]{(number.OrMissing ? ", true" : "")})",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private static string Range(NumberRange range) => $"new({range.From}, {range.To})";

    private static string Facet(FacetRequest facet) => $"new({Text(facet.Field)}, {facet.Limit}, {Text(facet.Containing)})";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static string Bytes(ReadOnlyMemory<byte> bytes) =>
        bytes.IsEmpty ? "default" : $"new byte[] {{ {string.Join(',', bytes.ToArray())} }}";

    private static string List<T>(IEnumerable<T> items, Func<T, string> shown) => string.Join(", ", items.Select(shown));

    public static string Text(string? text)
    {
        if (text is null)
            return "null";
        var shown = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                shown.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~' or >= '\u3000' and <= '\u9FFF')
                shown.Append(c);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return shown.Append('"').ToString();
    }
}
