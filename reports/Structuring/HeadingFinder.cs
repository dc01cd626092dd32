using KnowledgeBase.Reports.Cleaning;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Tells for each paragraph of a report whether it is a heading or begins with one.</summary>
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
        for (var i = 0; i < paragraphs.Count; i++)
            headings[i] = Numbered(paragraphs[i].Of(text));

        for (var i = 0; i < paragraphs.Count; i++)
            if (headings[i] is null && IsUnnumbered(text, paragraphs, headings, i, marked(paragraphs[i])))
                headings[i] = new(null, Bare(paragraphs[i].Of(text)), true, UnnumberedRank);

        if (!headings.Any(heading => heading is { Number: { Style: < NumberStyle.Arabic } } or { Number: null }))
            TakeShortLines(text, paragraphs, headings);

        return headings;
    }

    /// <summary>A heading's words as they are told: without the punctuation that ends them.</summary>
    internal static string Bare(ReadOnlySpan<char> words) => words.Trim().TrimEnd("。．.：:；;，,、").TrimEnd().ToString();

    private static Heading? Numbered(ReadOnlySpan<char> line)
    {
        // 一是 counts items within an item; its words are a lead, not a heading of the outline.
        if (Numbering.At(line) is not { Style: not NumberStyle.Is } number || number.Length >= line.Length)
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

    private static bool IsUnnumbered(string text, IReadOnlyList<Paragraph> paragraphs, Heading?[] headings, int i, bool marked)
    {
        var line = paragraphs[i].Of(text);
        if (i == 0 || line.Length > LongestUnnumbered || !LooksLikeHeading(line))
            return false;

        var followed = i + 1 < paragraphs.Count && (headings[i + 1] is not null || paragraphs[i + 1].Length > line.Length);
        return (followed && marked) || (i + 1 < paragraphs.Count && SectionTypes.IsTelling(line.ToString()));
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
        && line.IndexOfAny('。', '；', '：') < 0 && !DateLine.Is(line);
}
