using System.Globalization;

namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>
/// A query line, read. Reading is total: whatever is typed has a meaning, and what was not understood is said in the notes.
/// </summary>
/// <param name="Root">Null where the line is empty: everything.</param>
/// <param name="Notes">What a person should know about how the line was read.</param>
/// <param name="Excess">Set where the line is beyond a limit; then it has no root.</param>
public sealed record QueryLine(QueryNode? Root, IReadOnlyList<QueryNote> Notes, QueryExcess? Excess)
{
    /// <summary>UTF-16 code units. Folding maps one to one, so a line is as long after it as before.</summary>
    public const int MaxLength = 2000;

    /// <summary>Words, phrases and fields.</summary>
    public const int MaxClauses = 64;

    /// <summary>Brackets within brackets.</summary>
    public const int MaxDepth = 16;

    /// <summary>Values that the fields of a line stand for together.</summary>
    public const int MaxExpansions = 1024;

    /// <summary>The line as it was understood, in one spelling; reading it gives the same meaning again.</summary>
    public string Parsed => QueryFormat.Format(Root);

    public static QueryLine Parse(string? line)
    {
        var text = line ?? "";
        return text.Length > MaxLength
            ? new QueryLine(null, [], new QueryExcess("length", MaxLength, MaxLength))
            : new QueryParser(text.TrimEnd()).Parse();
    }
}

/// <param name="Code">unclosed_quote, empty_quote, unclosed_bracket, stray_bracket, stray_operator, lower_case_operator, missing_value,
/// bad_value, unknown_key, wildcard, near, literal.</param>
/// <param name="Start">Where in the line, in UTF-16 code units.</param>
/// <param name="Message">For a person.</param>
public sealed record QueryNote(string Code, int Start, int Length, string Message);

/// <summary>A limit that a line exceeds.</summary>
/// <param name="Limit">length, clauses, depth, expansions.</param>
/// <param name="Position">Where in the line it is first exceeded, in UTF-16 code units.</param>
public sealed record QueryExcess(string Limit, int Max, int Position)
{
    /// <summary>For a person.</summary>
    public string Message => string.Create(CultureInfo.InvariantCulture, $"检索式在第 {Position + 1} 个字符处超过了限制：{What}");

    /// <summary>For a program's author.</summary>
    public string EnglishMessage =>
        string.Create(
            CultureInfo.InvariantCulture, $"the query line exceeds a limit at character {Position + 1}: {Limit} is at most {Max}");

    private string What => Limit switch
    {
        "length" => $"最多 {Max} 个字符",
        "clauses" => $"最多 {Max} 个词或条件",
        "depth" => $"括号最多 {Max} 层",
        _ => $"字段的值合起来最多 {Max} 个",
    };
}
