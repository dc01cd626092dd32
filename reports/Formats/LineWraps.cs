using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Formats;

/// <summary>
/// Line ends that stand where a line was full and not where a paragraph ends, as pagers and mail programs write them.
/// A document is wrapped when many of its lines are as long as its longest; then a full line that does not end a
/// sentence goes on in the next one. The text is not touched: what is to be left out is furniture.
/// </summary>
internal static partial class LineWraps
{
    public const string Rule = "line-wrap";

    /// <summary>In half-width columns. Narrower is a list or a verse, wider is a paragraph.</summary>
    private const int Narrowest = 24, Widest = 160;

    /// <summary>A line is full when no two more Chinese characters and a sign would fit.</summary>
    private const int Slack = 6;
    private const int LeastFullLines = 4;

    /// <summary>No one wraps a text of millions of characters by hand, and its lines would take much memory.</summary>
    private const int LongestWrapped = 2 << 20;

    public static RawDocument Mark(RawDocument document)
    {
        var text = document.Text;
        if (text.Length > LongestWrapped) return document;
        var lines = LinesOf(text);
        if (WidthOf(text, lines) is not { } width) return document;

        var indented = lines.Count(l => l.Width > 0 && l.Indent > 0) >= lines.Count(l => l.Width > 0) / 10;
        var wraps = new List<Furniture>();
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var (line, next) = (lines[i], Following(text, lines, i));
            if (next < 0 || line.Width < width - Slack || !GoesOn(text, line, lines[next], indented)) continue;
            var end = next == i + 1 ? lines[next].TextStart : line.End + 1;
            wraps.Add(new(Rule, line.TextEnd, end - line.TextEnd, "行末硬换行"));
        }

        return document with { Furniture = Merge(document.Furniture, wraps) };
    }

    /// <summary>The width at which lines are wrapped; null where the lines are paragraphs.</summary>
    private static int? WidthOf(string text, List<Line> lines)
    {
        var filled = lines.Where(l => l.Width > 0).ToList();
        if (filled.Count < LeastFullLines) return null;
        var widths = filled.Select(l => l.Width).Order().ToList();
        // One line in fifty may be longer: a title, an address.
        var width = widths[(int)((widths.Count - 1) * 0.98)];
        if (width is < Narrowest or > Widest) return null;
        var full = filled.Where(l => l.Width >= width - Slack && l.Width <= width + 2).ToList();
        return full.Count >= LeastFullLines && full.Count >= 0.3 * filled.Count && full.Count(l => !EndsSentence(text, l)) >= 0.5 * full.Count ? width : null;
    }

    /// <summary>The line that a full line may go on in: the next, or the first of the next page behind blanks and a page number.</summary>
    private static int Following(string text, List<Line> lines, int at)
    {
        var paged = false;
        for (var next = at + 1; next < lines.Count && next <= at + 5; next++)
        {
            var line = lines[next];
            paged |= text.AsSpan(line.Start, line.End - line.Start).Contains('\f');
            if (line.Width == 0 || (next > at && PageNumber().IsMatch(text.AsSpan(line.TextStart, line.TextEnd - line.TextStart)))) continue;
            return next == at + 1 || paged ? next : -1;
        }

        return -1;
    }

    private static bool GoesOn(string text, Line line, Line next, bool indented)
    {
        if (next.Indent > 0 || Numbered().IsMatch(text.AsSpan(next.TextStart, next.TextEnd - next.TextStart))) return false;
        var (last, first) = (text[line.TextEnd - 1], text[next.TextStart]);
        // Between two words of Latin script the line end is the blank.
        if (char.IsAsciiLetterOrDigit(last) && char.IsAsciiLetterOrDigit(first)) return false;
        return indented || !EndsSentence(text, line);
    }

    private static bool EndsSentence(string text, Line line) => text[line.TextEnd - 1] is '。' or '！' or '？' or '：' or '；' or '!' or '?' or ':' or ';'
        || (text[line.TextEnd - 1] is '”' or '）' or ')' && line.TextEnd - line.TextStart > 1 && text[line.TextEnd - 2] is '。' or '！' or '？');

    private static List<Line> LinesOf(string text)
    {
        var lines = new List<Line>();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var (start, end) = (range.Start.Value, range.End.Value);
            var (from, to, indent, width) = (start, end, 0, 0);
            for (; from < end && char.IsWhiteSpace(text[from]); from++) indent += text[from] == '\f' ? 0 : 1;
            while (to > from && char.IsWhiteSpace(text[to - 1])) to--;
            for (var i = start; i < to; i++) width += text[i] >= '\u2E80' || text[i] is >= '\u2010' and <= '\u2030' ? 2 : text[i] == '\f' ? 0 : 1;
            lines.Add(new(start, end, from, to, indent, to > from ? width : 0));
        }

        return lines;
    }

    /// <summary>Both in order of place; a line end within furniture goes with it.</summary>
    private static List<Furniture> Merge(IReadOnlyList<Furniture> known, List<Furniture> wraps)
    {
        var merged = new List<Furniture>(known.Count + wraps.Count);
        var at = 0;
        foreach (var wrap in wraps)
        {
            for (; at < known.Count && known[at].Start < wrap.Start + wrap.Length; at++) merged.Add(known[at]);
            if (merged.Count == 0 || merged[^1].Start + merged[^1].Length <= wrap.Start) merged.Add(wrap);
        }

        merged.AddRange(known.Skip(at));
        return merged;
    }

    [GeneratedRegex(@"^[\s　]*([（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[章节部篇，、]|[（(]?\d{1,2}[)）.．、][^\d]|[①-⑳]|【|附件)", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^[-—–·\s]*(第?\s*\d{1,4}\s*页?|第\s*\d{1,4}\s*页[，,/\s]*共\s*\d{1,4}\s*页|\d{1,4}\s*/\s*\d{1,4})[-—–·\s]*$", RegexOptions.NonBacktracking)]
    private static partial Regex PageNumber();

    /// <param name="TextStart">Behind the indent.</param>
    /// <param name="TextEnd">Before blanks at the end.</param>
    /// <param name="Width">With the indent, in half-width columns; 0 for a blank line.</param>
    private readonly record struct Line(int Start, int End, int TextStart, int TextEnd, int Indent, int Width);
}
