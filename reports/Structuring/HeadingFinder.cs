using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Finds the paragraphs of a report that are headings or begin with one.</summary>
internal static class HeadingFinder
{
    private const int LongestHeading = 60;
    private const int LongestUnnumbered = 30;
    private const double UnnumberedRank = 0.5;

    /// <summary>Headings by the paragraph that they stand in; null for plain paragraphs.</summary>
    /// <param name="marked">Whether the format marks a paragraph as a heading.</param>
    public static Heading?[] Find(string text, IReadOnlyList<Paragraph> paragraphs, Func<Paragraph, bool> marked)
    {
        var headings = new Heading?[paragraphs.Count];
        var first = AfterSalutation(text, paragraphs);
        for (var i = first; i < paragraphs.Count; i++)
            headings[i] = Numbered(paragraphs[i].Of(text));

        for (var i = 0; i < paragraphs.Count; i++)
            if (i >= first && headings[i] is null && IsUnnumbered(text, paragraphs, headings, i, marked(paragraphs[i])))
                headings[i] = new(null, Bare(paragraphs[i].Of(text)), true, UnnumberedRank);

        if (!headings.Any(heading => heading is { Number: { Style: < NumberStyle.Arabic } } or { Number: null }))
            TakeShortLines(text, paragraphs, headings);

        return headings;
    }

    /// <summary>A heading's words without the punctuation that ends them.</summary>
    internal static string Bare(ReadOnlySpan<char> words) => words.Trim().TrimEnd("。．.：:；;，,、").TrimEnd().ToString();

    private static Heading? Numbered(ReadOnlySpan<char> line)
    {
        if (Numbering.At(line) is not { } number || number.Length >= line.Length)
            return null;

        // 一是 counts items within an item; its words are a heading only on a line of their own.
        if (number.Style == NumberStyle.Is && (line.Length > LongestHeading || Characters.EndsSentence(line[^1]) || line.IndexOfAny('。', '；') >= 0))
            return null;

        var rest = line[number.Length..];
        var rank = (double)number.Style;
        var length = FirstSentence(rest);
        if (number.Style == NumberStyle.Dash && length == rest.Length)
            return null;

        if (length == rest.Length)
        {
            // One sentence alone: a heading on its own line, unless it is too long to be one.
            var own = rest.Length <= LongestHeading && !(rest.Length > 40 && Characters.EndsSentence(rest[^1]));
            return new(number, own ? Bare(rest) : null, own, rank);
        }

        return length <= LongestHeading && length > 1
            ? new(number, Bare(rest[..length]), false, rank)
            : new(number, null, false, rank);
    }

    /// <summary>The length of the first sentence with its punctuation: up to a full stop, an early colon, or white space between a short heading and its text.</summary>
    private static int FirstSentence(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            depth += c is '“' or '《' or '（' or '「' ? 1 : c is '”' or '》' or '）' or '」' ? -1 : 0;
            if (depth > 0)
                continue;

            if (c is '。' or '！' or '？' or '!')
                return i + 1;

            if (c is '：' or ':' && i <= 25 && i + 1 < text.Length && !text[..i].Contains('，'))
                return i + 1;

            if (Characters.IsBlank(c) && i is >= 4 and <= 30 && text.Length - i > 40 && !text[..i].ContainsAny('；', ';') && Characters.IsHan(text[i - 1]))
                return i;
        }

        return text.Length;
    }

    /// <summary>Before 「各位代表：」 stand titles, dates and names, but no headings.</summary>
    private static int AfterSalutation(string text, IReadOnlyList<Paragraph> paragraphs)
    {
        for (var i = 0; i < Math.Min(paragraphs.Count, 10); i++)
            if (paragraphs[i].Length <= 40 && paragraphs[i].Of(text) is var line && line[^1] is '：' or ':' or '！' && (line.StartsWith("各位") || line.StartsWith("同志们") || line.StartsWith("尊敬的")))
                return i + 1;

        return 0;
    }

    private static bool IsUnnumbered(string text, IReadOnlyList<Paragraph> paragraphs, Heading?[] headings, int i, bool marked)
    {
        var line = paragraphs[i].Of(text);
        if (line.Length > LongestUnnumbered || !LooksLikeHeading(line) || (i == 0 && !SectionHeadings.IsHeading(line.ToString())))
            return false;

        var followed = i + 1 < paragraphs.Count && (headings[i + 1] is not null || paragraphs[i + 1].Length > line.Length);
        var restarts = i + 1 < paragraphs.Count && headings[i + 1] is { Number: { Style: NumberStyle.Han or NumberStyle.HanBracket, Value: 1 } };
        return (followed && marked) || restarts || (i + 1 < paragraphs.Count && SectionHeadings.IsHeading(line.ToString()));
    }

    /// <summary>In a report without any numbering, short lines between long paragraphs are its headings.</summary>
    private static void TakeShortLines(string text, IReadOnlyList<Paragraph> paragraphs, Heading?[] headings)
    {
        var found = new List<int>();
        for (var i = 1; i + 1 < paragraphs.Count; i++)
            if (headings[i] is null && paragraphs[i].Length <= LongestUnnumbered && paragraphs[i + 1].Length >= 60 && LooksLikeHeading(paragraphs[i].Of(text)))
                found.Add(i);

        if (found.Count < 2)
            return;

        foreach (var i in found)
            headings[i] = new(null, Bare(paragraphs[i].Of(text)), true, UnnumberedRank);
    }

    private static bool LooksLikeHeading(ReadOnlySpan<char> line) =>
        line.Length >= 2 && !Characters.EndsSentence(line[^1]) && line[^1] is not ('，' or ',' or '、' or '：' or ':' or '）' or ')') && Characters.IsHan(line[^1]) | line[^1] is '”' or '》'
        && line.IndexOfAny('。', '；', '：') < 0 && !DateLine.Is(line) && !IsPerson(line) && !line.EndsWith("政府工作报告") && !line.EndsWith("会议上");

    /// <summary>「市长　王军」: an office, white space and a name.</summary>
    private static bool IsPerson(ReadOnlySpan<char> line)
    {
        var blank = line.IndexOfAny(' ', '　');
        return blank > 1 && line[blank - 1] is '长' or '席' or '记' or '任' or '员' or '人' or '：' && line.Length - blank <= 12;
    }
}
