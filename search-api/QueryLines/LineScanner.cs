using System.Buffers;
using System.Text;

namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>
/// Walks along a query line. Full-width and Chinese punctuation count as their ASCII twins; brackets and hyphens inside a word are the
/// word's own, as in 党委（党组）书记.
/// </summary>
internal sealed class LineScanner(string line)
{
    /// <summary>What a backslash inside quotes makes literal.</summary>
    public static readonly SearchValues<char> Escapable = SearchValues.Create("\"＂*＊\\");

    public int At { get; set; }

    public bool IsAtEnd => At >= line.Length;

    /// <summary>The character here in ASCII where it has a twin there; NUL at the end.</summary>
    public char Here => Look(0);

    public string Line => line;

    public char Look(int ahead) => At + ahead < line.Length ? Plain(line[At + ahead]) : '\0';

    /// <summary>The characters from a place up to here.</summary>
    public string From(int start) => line[start..At];

    public void SkipSpaces()
    {
        while (!IsAtEnd && char.IsWhiteSpace(line[At]))
            At++;
    }

    public bool Take(char c)
    {
        if (IsAtEnd || Here != c)
            return false;
        At++;
        return true;
    }

    public static bool IsQuote(char plain) => plain is '"' or '“' or '”' or '„' or '‟';

    /// <summary>A quoted text, from its opening quote on, cut at its unescaped asterisks.</summary>
    /// <param name="isClosed">False where the line ends first.</param>
    public List<string> ReadQuoted(out bool isClosed)
    {
        var end = ClosingQuote();
        isClosed = end < line.Length;
        var parts = new List<string>();
        var part = new StringBuilder();
        for (At++; At < end; At++)
        {
            var c = line[At];
            if (c == '\\' && At + 1 < end && Escapable.Contains(line[At + 1]))
            {
                part.Append(line[++At]);
            }
            else if (Plain(c) == '*')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }

        parts.Add(part.ToString());
        At = Math.Min(line.Length, end + 1);
        return parts;
    }

    /// <summary>
    /// Characters up to a space, a quote, a bar or a bracket that has no partner among them; outside its brackets a stop may end it
    /// earlier.
    /// </summary>
    public string ReadRun(Func<char, int, bool> stopsAt)
    {
        var start = At;
        var open = new Stack<int>();
        for (; At < line.Length; At++)
        {
            var c = Here;
            if (char.IsWhiteSpace(c) || IsQuote(c) || c == '|' || (open.Count == 0 && (c == ')' || stopsAt(c, start))))
                break;
            if (c == '(')
                open.Push(At);
            else if (c == ')')
                open.Pop();
        }

        if (open.Count > 0)
            At = open.Last();
        return From(start);
    }

    /// <summary>
    /// Straight quotes end at a straight one, curly ones at their own end; where that is missing, at any other quote; then at the end of
    /// the line.
    /// </summary>
    private int ClosingQuote()
    {
        var isStraight = Here == '"';
        var (open, other) = (0, -1);
        for (var at = At + 1; at < line.Length; at++)
        {
            var c = Plain(line[at]);
            if (c == '\\' && at + 1 < line.Length && Escapable.Contains(line[at + 1]))
            {
                at++;
                continue;
            }

            if (!IsQuote(c))
                continue;
            if (isStraight ? c == '"' : c is '”' or '‟' && open <= 0)
                return at;
            open += isStraight || c == '"' ? 0 : c is '“' or '„' ? 1 : -1;
            other = other < 0 ? at : other;
        }

        return other < 0 ? line.Length : other;
    }

    private static char Plain(char c) => c switch
    {
        '\u3000' => ' ',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        '〜' => '~',
        _ => c,
    };
}
