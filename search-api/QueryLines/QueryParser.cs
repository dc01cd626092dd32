namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>
/// any  := all ( OR all )*
/// all  := one+
/// one  := '-' one | '(' any ')' | key ':' ( word | phrase ) | word | phrase
/// </summary>
internal sealed class QueryParser(IReadOnlyList<QueryToken> tokens)
{
    private const int MaxDepth = 20;
    private const int MaxTokens = 200;

    private int _at;
    private int _depth;

    public QueryNode Parse()
    {
        if (tokens.Count > MaxTokens)
            throw new QuerySyntaxException($"词太多（超过 {MaxTokens} 个）");
        var root = Any();
        return _at == tokens.Count ? root : throw new QuerySyntaxException("括号没有成对");
    }

    private QueryNode Any()
    {
        var nodes = new List<QueryNode> { All() };
        while (Take(QueryTokenKind.Or))
            nodes.Add(All());
        return nodes is [var only] ? only : new QueryNode.Or(nodes);
    }

    private QueryNode All()
    {
        var nodes = new List<QueryNode>();
        while (_at < tokens.Count && tokens[_at].Kind is not (QueryTokenKind.Or or QueryTokenKind.Close))
            nodes.Add(One());
        return nodes switch
        {
            [] => throw new QuerySyntaxException("运算符旁边缺少词"),
            [var only] => only,
            _ => new QueryNode.And(nodes),
        };
    }

    private QueryNode One()
    {
        // Each level of nesting is a level of this recursion; a line must not choose how deep the stack goes.
        if (++_depth > MaxDepth)
            throw new QuerySyntaxException($"嵌套太深（超过 {MaxDepth} 层）");
        try
        {
            var token = tokens[_at++];
            return token.Kind switch
            {
                QueryTokenKind.Word => new QueryNode.Word(token.Text),
                QueryTokenKind.Phrase => new QueryNode.Phrase(token.Text),
                QueryTokenKind.Minus => Not(),
                QueryTokenKind.Key => Field(token),
                _ => Group(),
            };
        }
        finally
        {
            _depth--;
        }
    }

    private QueryNode.Not Not() =>
        _at < tokens.Count && tokens[_at].Kind is not (QueryTokenKind.Or or QueryTokenKind.Close)
            ? new QueryNode.Not(One())
            : throw new QuerySyntaxException("减号后面缺少词");

    private QueryNode Group()
    {
        var inner = Any();
        return Take(QueryTokenKind.Close) ? inner : throw new QuerySyntaxException("括号没有成对");
    }

    private QueryNode.Field Field(QueryToken key)
    {
        if (_at < tokens.Count && tokens[_at] is { Kind: QueryTokenKind.Word or QueryTokenKind.Phrase } value)
        {
            _at++;
            return FieldValues.IsValid(key.Field, value.Text)
                ? new QueryNode.Field(key.Field, value.Text, value.Kind == QueryTokenKind.Phrase)
                : throw new QuerySyntaxException($"「{key.Text}」没有「{value.Text}」这个值");
        }

        throw new QuerySyntaxException($"「{key.Text}:」后面缺少值");
    }

    private bool Take(QueryTokenKind kind)
    {
        if (_at == tokens.Count || tokens[_at].Kind != kind)
            return false;
        _at++;
        return true;
    }
}
