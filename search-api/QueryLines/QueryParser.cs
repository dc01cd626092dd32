using System.Globalization;

namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>
/// any   := all ( ('OR' | '|') all )*
/// all   := one ( 'AND'? one )*
/// one   := ('-' | 'NOT')* ( '(' any ')' | key ':' values | phrase | word )
/// A part that has no place in this is left out with a note; where nothing remains, the line is one word.
/// </summary>
internal sealed class QueryParser(string line)
{
    /// <summary>Longer distances are no nearness; a passage has some 200 characters.</summary>
    private const int MaxDistance = 200;

    private readonly LineScanner _scan = new(line);
    private readonly List<QueryNote> _notes = [];
    private QueryExcess? _excess;
    private int _depth;
    private int _clauses;
    private int _expansions;

    public QueryLine Parse()
    {
        QueryNode? root = null;
        while (!_scan.IsAtEnd)
        {
            root = Joined(root, Any());
            _scan.SkipSpaces();
            if (!_scan.IsAtEnd)
                Drop("stray_bracket", 1, "多出一个右括号，已忽略");
        }

        if (_excess is not null)
            return new QueryLine(null, [], _excess);
        if (root is null && line.Trim() is { Length: > 0 } text)
        {
            root = new QueryNode.Word(text);
            Note("literal", 0, line.Length, "没有可以理解的词，整行按原文查找");
        }

        return new QueryLine(root, _notes, null);
    }

    private QueryNode? Any()
    {
        var nodes = new List<QueryNode>();
        var hasPrevious = Add(nodes, All());
        while (AtOr(out var length))
        {
            var start = _scan.At;
            _scan.At += length;
            var hasNext = Add(nodes, All());
            if (!hasPrevious || !hasNext)
                Note("stray_operator", start, length, "「或」的一边没有词，已忽略");
            hasPrevious = hasNext || hasPrevious;
        }

        return nodes.Count > 1
            ? new QueryNode.Or([.. nodes.SelectMany(node => node is QueryNode.Or or ? or.Nodes : [node])])
            : nodes.FirstOrDefault();
    }

    private QueryNode? All()
    {
        QueryNode? all = null;
        while (true)
        {
            _scan.SkipSpaces();
            if (_scan.IsAtEnd || _scan.Here == ')' || AtOr(out _))
                return all;
            if (AtKeyword("AND"))
            {
                var start = _scan.At;
                _scan.At += 3;
                _scan.SkipSpaces();
                if (all is null || AtOperandEnd())
                    Note("stray_operator", start, 3, "AND 的一边没有词，已忽略");
                continue;
            }

            all = Joined(all, One());
        }
    }

    private static QueryNode? Joined(QueryNode? left, QueryNode? right) =>
        left is null ? right : right is null ? left : new QueryNode.And([.. Parts(left), .. Parts(right)]);

    private static IReadOnlyList<QueryNode> Parts(QueryNode node) => node is QueryNode.And and ? and.Nodes : [node];

    private QueryNode? One()
    {
        var isNegated = false;
        while (true)
        {
            var start = _scan.At;
            if (AtKeyword("NOT"))
            {
                _scan.At += 3;
                _scan.SkipSpaces();
                if (AtOperandEnd())
                {
                    Note("stray_operator", start, 3, "NOT 后面没有词，已忽略");
                    return null;
                }

                isNegated = !isNegated;
            }
            else if (_scan.Here == '-')
            {
                // A row of hyphens is a line that somebody drew.
                while (_scan.Here == '-')
                    _scan.At++;
                if (_scan.At - start == 1 && !char.IsWhiteSpace(_scan.Here) && !AtOperandEnd())
                {
                    isNegated = !isNegated;
                    continue;
                }

                Note("stray_operator", start, _scan.At - start, "减号后面没有紧跟着词，已忽略");
                _scan.SkipSpaces();
                if (AtOperandEnd())
                    return null;
            }
            else
            {
                break;
            }
        }

        return Operand() is not { } operand ? null
            : !isNegated ? operand
            : operand is QueryNode.Not(var inner) ? inner : new QueryNode.Not(operand);
    }

    private QueryNode? Operand()
    {
        var start = _scan.At;
        if (_scan.Here == '(')
            return Group();
        if (LineScanner.IsQuote(_scan.Here))
            return Quoted();

        QueryField? field = null;
        var text = _scan.ReadRun((c, from) => (field = KeyBefore(c, from)) is not null);
        return field is { } name ? Field(name, start) : Word(text, start);
    }

    /// <summary>The field whose key ends here; a comparison needs no colon.</summary>
    private QueryField? KeyBefore(char c, int start)
    {
        if (c == ':')
            return QueryFields.Find(_scan.From(start));
        return c is '<' or '>' or '=' or '≥' or '≤' && QueryFields.Find(_scan.From(start)) is QueryField.Year ? QueryField.Year : null;
    }

    private QueryNode? Group()
    {
        var start = _scan.At++;
        if (++_depth > QueryLine.MaxDepth)
            return Exceed("depth", QueryLine.MaxDepth, start);
        var inner = Any();
        _depth--;
        _scan.SkipSpaces();
        if (!_scan.Take(')') && _excess is null)
            Note("unclosed_bracket", start, 1, "括号没有成对，按到行末处理");
        if (inner is null && _excess is null)
            Note("stray_bracket", start, _scan.At - start, "括号里没有词，已忽略");
        return inner;
    }

    private QueryNode? Word(string text, int start)
    {
        if (text.Length == 0)
            return null;
        if (!Count(start))
            return null;
        if (text.Contains('*', StringComparison.Ordinal) || text.Contains('＊', StringComparison.Ordinal))
        {
            var parts = text.Split('*', '＊');
            if (parts.All(string.IsNullOrEmpty))
            {
                Note("wildcard", start, text.Length, "单独的 * 没有意义，已忽略");
                return null;
            }

            Note("wildcard", start, text.Length, $"「{text}」里的 * 按通配符理解，等于 \"{text}\"；要找星号本身，请写 \"\\*\"");
            return Pattern(parts);
        }

        if (text is "or" or "and" or "not" or "Or" or "And" or "Not")
            Note("lower_case_operator", start, text.Length, $"「{text}」按普通词查找；运算符要大写：{text.ToUpperInvariant()}");
        else if (IsNearSuffix(text))
            Note("near", start, text.Length, $"「{text}」里的 ~ 只跟在引号后面才表示相近，这里按原文查找");
        else if (UnknownKey(text) is { } key)
            Note("unknown_key", start, key.Length + 1, $"没有「{key}」这个字段，按原文查找；可用的字段：{string.Join(' ', QueryFields.Names)}");
        return new QueryNode.Word(text);
    }

    private static bool IsNearSuffix(string text)
    {
        var tilde = text.LastIndexOfAny(['~', '～']);
        return tilde > 0 && !char.IsDigit(text[tilde - 1]) && (text[(tilde + 1)..] is "" or "s" or "p" || IsDigits(text.AsSpan(tilde + 1)));
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length is > 0 and < 5 && text.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>What stands before a colon like a key: a few letters, and something behind it that is no address.</summary>
    private static string? UnknownKey(string text)
    {
        var colon = text.IndexOfAny([':', '：']);
        if (colon is < 1 or > 8 || colon == text.Length - 1 || text[colon + 1] == '/')
            return null;
        foreach (var c in text.AsSpan(0, colon))
            if (!char.IsLetter(c))
                return null;
        return text[..colon];
    }

    private QueryNode? Quoted()
    {
        var start = _scan.At;
        var parts = _scan.ReadQuoted(out var isClosed);
        if (!isClosed)
            Note("unclosed_quote", start, 1, "引号没有成对，按到行末处理");
        if (parts is [""])
        {
            Note("empty_quote", start, _scan.At - start, "引号里没有内容，已忽略");
            return null;
        }

        if (!Count(start))
            return null;
        if (isClosed && _scan.Here == '~')
            return Near(string.Join('*', parts));
        if (parts is [var only])
            return new QueryNode.Phrase(only);
        if (!parts.All(string.IsNullOrEmpty))
            return Pattern(parts);
        Note("wildcard", start, _scan.At - start, "引号里只有 *，没有意义，已忽略");
        return null;
    }

    /// <summary>Asterisks side by side are one.</summary>
    private static QueryNode.Pattern Pattern(IReadOnlyList<string> parts) =>
        new([.. parts.Where((part, i) => part.Length > 0 || i == 0 || i == parts.Count - 1)]);

    private QueryNode? Near(string quoted)
    {
        var start = _scan.At++;
        while (char.IsAsciiLetterOrDigit(_scan.Here))
            _scan.At++;
        var (scope, distance) = Reach(_scan.From(start + 1), start);
        var texts = quoted.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (texts.Length > 1)
        {
            foreach (var _ in texts.Skip(1))
                if (!Count(start))
                    return null;
            return new QueryNode.Near(texts, scope, distance);
        }

        Note("near", start, _scan.At - start, "~ 要在引号里写两个以上用空格分开的词，这里按引号里的原文查找");
        return quoted.Length > 0 ? new QueryNode.Phrase(quoted) : null;
    }

    private (NearScope Scope, int? Distance) Reach(string written, int start)
    {
        var reach = new string([.. written.Select(c => c >= '！' ? (char)(c - '！' + '!') : c)]);
        if (reach.Length == 0 || reach is "p" or "P")
            return (NearScope.Passage, null);
        if (reach is "s" or "S")
            return (NearScope.Sentence, null);
        if (int.TryParse(reach, NumberStyles.None, CultureInfo.InvariantCulture, out var distance) && distance <= MaxDistance)
            return (NearScope.Passage, distance);
        Note("near", start, written.Length + 1, $"~ 后面要写 0 到 {MaxDistance} 的字数，或 s（同一句）；这里按同一段查找");
        return (NearScope.Passage, null);
    }

    /// <summary>The values behind a key; a value that the field does not know costs itself alone.</summary>
    private QueryNode.Field? Field(QueryField name, int start)
    {
        var key = _scan.From(start);
        _scan.Take(':');
        var behind = _scan.At;
        _scan.SkipSpaces();
        var values = new List<FieldValue>();
        var read = 0;
        if (_scan.At > behind && StartsNextPart())
        {
            Note("missing_value", start, behind - start, $"「{key}:」后面没有值，已忽略");
            return null;
        }

        var isGroup = _scan.Take('(');
        do
        {
            if (isGroup)
                SkipBetweenGroupValues();
            var at = _scan.At;
            if (AtValueEnd())
                break;
            var isExact = LineScanner.IsQuote(_scan.Here);
            var text = isExact ? string.Join('*', _scan.ReadQuoted(out _)) : _scan.ReadRun((c, _) => IsSeparator(c));
            if (text.Length > 0 && !AddValue(values, name, key, text, isExact, at, ref read))
                return null;
        }
        while (isGroup || TakeComma());

        if (isGroup && !_scan.Take(')'))
            Note("unclosed_bracket", start, 1, "括号没有成对，按到行末处理");
        if (read == 0)
            Note("missing_value", start, _scan.At - start, $"「{key}:」后面没有值，已忽略");
        return values.Count > 0 && Count(start) ? new QueryNode.Field(name, values) : null;
    }

    /// <returns>False where the line is beyond the limit of values.</returns>
    private bool AddValue(List<FieldValue> values, QueryField name, string key, string text, bool isExact, int at, ref int read)
    {
        read++;
        if (FieldValues.Read(name, text, isExact) is not { } value)
        {
            Note("bad_value", at, _scan.At - at, $"「{key}」没有「{text}」这个值，这个值没有生效");
            return true;
        }

        _expansions += name == QueryField.UnitType && value is FieldValue.Name(var type, _) ? FieldValues.UnitTypes(type)!.Count : 1;
        if (_expansions > QueryLine.MaxExpansions)
        {
            Exceed("expansions", QueryLine.MaxExpansions, at);
            return false;
        }

        if (!values.Contains(value))
            values.Add(value);
        return true;
    }

    /// <summary>Inside brackets, values stand behind spaces, commas, bars and OR.</summary>
    private void SkipBetweenGroupValues()
    {
        while (!_scan.IsAtEnd)
        {
            if (AtKeyword("OR"))
                _scan.At += 2;
            else if (char.IsWhiteSpace(_scan.Here) || _scan.Here is '|' or '(' || IsSeparator(_scan.Here))
                _scan.At++;
            else
                return;
        }
    }

    /// <summary>Commas, and spaces behind them; false where no further value follows.</summary>
    private bool TakeComma()
    {
        if (_scan.IsAtEnd || !IsSeparator(_scan.Here))
            return false;
        while (!_scan.IsAtEnd && IsSeparator(_scan.Here))
        {
            _scan.At++;
            _scan.SkipSpaces();
        }

        return !StartsNextPart() && _scan.Here != '(';
    }

    /// <summary>True where what follows is no value: 类型:审计, 年份:2023 is a field behind a field.</summary>
    private bool StartsNextPart()
    {
        if (AtValueEnd() || _scan.Here == '-' || AtKeyword("OR") || AtKeyword("AND") || AtKeyword("NOT"))
            return true;
        var (here, isKey) = (_scan.At, false);
        _scan.ReadRun((c, from) => IsSeparator(c) || (isKey = KeyBefore(c, from) is not null));
        _scan.At = here;
        return isKey;
    }

    private bool AtValueEnd() => _scan.IsAtEnd || _scan.Here is ')' or '|';

    private static bool IsSeparator(char plain) => plain is ',' or '、';

    private bool AtOperandEnd() => _scan.IsAtEnd || _scan.Here == ')' || AtOr(out _) || AtKeyword("AND");

    private bool AtOr(out int length)
    {
        length = 0;
        if (AtKeyword("OR"))
            length = 2;
        else
            while (_scan.Look(length) == '|')
                length++;
        return length > 0;
    }

    /// <summary>An operator in capitals that stands alone.</summary>
    private bool AtKeyword(string word)
    {
        for (var i = 0; i < word.Length; i++)
            if (_scan.Look(i) != word[i])
                return false;
        var at = _scan.At + word.Length;
        var next = _scan.Look(word.Length);
        return at >= line.Length || char.IsWhiteSpace(next) || next is '(' or ')' or '|' || IsSeparator(next) || LineScanner.IsQuote(next);
    }

    private static bool Add(List<QueryNode> nodes, QueryNode? node)
    {
        if (node is not null)
            nodes.Add(node);
        return node is not null;
    }

    /// <summary>Counts a clause; false where the line has too many.</summary>
    private bool Count(int start)
    {
        if (++_clauses <= QueryLine.MaxClauses)
            return true;
        Exceed("clauses", QueryLine.MaxClauses, start);
        return false;
    }

    private QueryNode? Exceed(string limit, int max, int position)
    {
        _excess ??= new QueryExcess(limit, max, position);
        _scan.At = line.Length;
        return null;
    }

    private void Drop(string code, int length, string message)
    {
        Note(code, _scan.At, length, message);
        _scan.At += length;
    }

    private void Note(string code, int start, int length, string message) => _notes.Add(new QueryNote(code, start, length, message));
}
