namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>A query line, read.</summary>
/// <param name="Root">Null where the line is empty: everything.</param>
/// <param name="Problem">Why the line does not parse and is searched as text, or null.</param>
public sealed record QueryLine(QueryNode? Root, string? Problem)
{
    public const int MaxLength = 1000;

    /// <summary>Never fails: what does not parse is one word, with the reason beside it.</summary>
    public static QueryLine Parse(string? line)
    {
        var text = line?.Trim() ?? "";
        if (text.Length == 0)
            return new QueryLine(null, null);
        try
        {
            return new QueryLine(new QueryParser(QueryTokens.Of(text)).Parse(), null);
        }
        catch (QuerySyntaxException e)
        {
            return new QueryLine(new QueryNode.Word(text), e.Message);
        }
    }
}

/// <summary>The line is not a query. It never leaves this folder.</summary>
internal sealed class QuerySyntaxException(string message) : Exception(message);
