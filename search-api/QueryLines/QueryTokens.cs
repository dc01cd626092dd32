namespace KnowledgeBase.SearchApi.QueryLines;

internal enum QueryTokenKind
{
    Word,
    Phrase,

    /// <summary>A known key with its colon; the value is the next token.</summary>
    Key,
    Minus,
    Or,
    Open,
    Close,
}

/// <param name="Text">The word, the phrase without its quotes, or the key.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, QueryField Field = default);

/// <summary>Cuts a line into tokens. Full-width and Chinese punctuation count as their ASCII twins; brackets and hyphens inside a word are the word's own, as in 党委（党组）书记.</summary>
internal static class QueryTokens
{
    public static List<QueryToken> Of(string line)
    {
        var tokens = new List<QueryToken>();
        var at = 0;
        while (at < line.Length)
        {
            var c = Plain(line[at]);
            if (char.IsWhiteSpace(c))
                at++;
            else if (c == '"')
                tokens.Add(new(QueryTokenKind.Phrase, ReadPhrase(line, ref at)));
            else if (Operator(c) is { } kind)
            {
                tokens.Add(new(kind, line[at].ToString()));
                at++;
            }
            else
                tokens.Add(ReadWord(line, ref at));
        }

        return tokens;
    }

    private static QueryTokenKind? Operator(char c) => c switch
    {
        '(' => QueryTokenKind.Open,
        ')' => QueryTokenKind.Close,
        '|' => QueryTokenKind.Or,
        '-' => QueryTokenKind.Minus,
        _ => null,
    };

    private static string ReadPhrase(string line, ref int at)
    {
        var start = ++at;
        while (at < line.Length && Plain(line[at]) != '"')
            at++;
        if (at == line.Length)
            throw new QuerySyntaxException("引号没有成对");
        if (at == start)
            throw new QuerySyntaxException("引号里没有内容");
        return line[start..at++];
    }

    private static QueryToken ReadWord(string line, ref int at)
    {
        var start = at;
        var brackets = 0;
        for (; at < line.Length; at++)
        {
            var c = Plain(line[at]);
            if (char.IsWhiteSpace(c) || c is '"' or '|' || (c == ')' && brackets == 0))
                break;
            if (c == ':' && QueryFields.Find(line[start..at]) is { } field)
            {
                var key = line[start..at];
                at++;
                return new(QueryTokenKind.Key, key, field);
            }

            brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
        }

        var word = line[start..at];
        return word == "OR" ? new(QueryTokenKind.Or, word) : new(QueryTokenKind.Word, word);
    }

    private static char Plain(char c) => c switch
    {
        '“' or '”' or '„' or '‟' or '＂' => '"',
        '—' or '–' => c,
        '\u3000' => ' ',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        _ => c,
    };
}
