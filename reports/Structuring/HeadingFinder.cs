using System.Buffers;
using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Finds the paragraphs of a report that are headings or begin with one.</summary>
internal static class HeadingFinder
{
    private const int LongestHeading = 60;
    private const int LongestInlineHeading = 45;
    private const int LongestUnnumbered = 30;
    private const double UnnumberedRank = 0.5;

    private static readonly SearchValues<char> Symbols = SearchValues.Create("▌▍▎■◆●◎※★▲☆□◇►▶❖✦");

    /// <summary>Ⅱ、, II., 乙、, B., 02, Part 2, 二） before a heading on its own line.</summary>
    private static readonly Regex Letters = new(
        @"^(?:[Ⅰ-Ⅻ]{1,2}|I{1,3}|IV|VI{0,3}|[甲乙丙丁戊己庚辛]|[A-H]|0[1-9]|(?:PART|Part|part)[ .]?0?[1-9]|[一二三四五六七八九十]{1,2}[）)〉>])[、.．:：|｜ 　]*",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Headings by the paragraph that they stand in; null for plain paragraphs.</summary>
    /// <param name="layout">What is known of each paragraph: table rows and formalities are no headings.</param>
    /// <param name="marked">Whether the format marks a paragraph as a heading.</param>
    public static Heading?[] Find(string text, IReadOnlyList<Paragraph> paragraphs, LineLayout layout, Func<Paragraph, bool> marked)
    {
        var headings = new Heading?[paragraphs.Count];
        var first = AfterSalutation(layout);
        for (var i = first; i < paragraphs.Count; i++)
            if (layout.IsPlain(i))
                headings[i] = Numbered(paragraphs[i].Of(text));

        for (var i = first; i < paragraphs.Count; i++)
            if (layout.IsPlain(i))
                headings[i] ??= Bracketed(paragraphs[i].Of(text)) ?? Decimal(paragraphs[i].Of(text)) ?? Counted(paragraphs[i].Of(text))
                    ?? Lettered(paragraphs[i].Of(text)) ?? Decorated(paragraphs[i].Of(text));

        foreach (var i in Series(text, paragraphs, headings, layout, first))
            headings[i] = new(null, Bare(paragraphs[i].Of(text)[2..]), true, UnnumberedRank);

        for (var i = first; i < paragraphs.Count; i++)
            if (headings[i] is null && layout.IsPlain(i) && IsUnnumbered(text, paragraphs, headings, i, marked(paragraphs[i])))
                headings[i] = new(null, Bare(paragraphs[i].Of(text)), true, UnnumberedRank);

        TakeFirst(text, paragraphs, headings, layout, first);
        if (!headings.Any(heading => heading is { Number: { Style: < NumberStyle.Arabic } } or { Number: null }))
            TakeShortLines(text, paragraphs, headings, layout);

        Nest(headings);
        return headings;
    }

    /// <summary>A heading's words without the punctuation that ends them.</summary>
    internal static string Bare(ReadOnlySpan<char> words) => words.Trim().TrimEnd("。．.：:；;，,、*").TrimEnd().ToString();

    private static Heading? Numbered(ReadOnlySpan<char> line)
    {
        var markup = HeadingMarkup.Of(line);
        line = line[markup.Start..markup.End];
        if (Numbering.At(line) is not { } number || number.Length >= line.Length)
            return markup.Level > 0 && line[0] != '【' && line.Length is >= 2 and <= LongestHeading
                ? new(null, Bare(line), true, markup.Rank)
                : null;

        // 一是 counts items within an item; its words are a heading only on a line of their own.
        if (number.Style == NumberStyle.Is
            && (line.Length > LongestHeading || Characters.EndsSentence(line[^1]) || line.IndexOfAny('。', '；') >= 0))
            return null;

        var rest = line[number.Length..];
        var rank = markup.Level > 0 ? markup.Rank : (double)number.Style;
        var length = FirstSentence(rest);
        if (number.Style == NumberStyle.Dash && length == rest.Length)
            return null;

        if (length == rest.Length)
        {
            // One sentence alone: a heading on its own line, unless it is too long to be one.
            var own = rest.Length <= LongestHeading && !(rest.Length > 40 && Characters.EndsSentence(rest[^1]));
            return new(number, own ? Bare(rest) : null, own, rank);
        }

        // 「一、3月底前完成。（牵头：办公室）」: a note behind the only sentence makes no heading of it.
        return length is > 1 and <= LongestInlineHeading && rest[length] is not ('（' or '(')
            ? new(number, Bare(rest[..length]), false, rank)
            : new(number, null, false, rank);
    }

    /// <summary>【短板弱项】, alone on its line or before its text.</summary>
    private static Heading? Bracketed(ReadOnlySpan<char> line)
    {
        const int Longest = 20;
        var markup = HeadingMarkup.Of(line);
        line = line[markup.Start..markup.End];
        var isSymbol = Symbols.Contains(line[0]);
        if (!isSymbol && line[0] is not ('【' or '〖' or '〔' or '［'))
            return null;

        if (isSymbol)
            return line.Length <= Longest && LooksLikeHeading(line[1..].Trim()) ? new(null, Bare(line[1..]), true, UnnumberedRank) : null;

        var close = line.IndexOfAny("】〗〕］");
        if (close is < 3 or > Longest || line[1..close].IndexOfAnyInRange('0', '9') >= 0)
            return null;

        var words = Bare(line[1..close]);
        var rest = line[(close + 1)..].Trim();
        return rest.Length == 0
            ? new(null, words, true, UnnumberedRank)
            : SectionHeadings.TypeOf(words) is not null ? new(null, words, false, UnnumberedRank) : null;
    }

    /// <summary>「乙、存在问题」, 「Part 2 存在问题」: only where the words name a section, as letters begin much else.</summary>
    private static Heading? Lettered(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestUnnumbered)
            return null;

        foreach (var match in Letters.EnumerateMatches(line))
            if (line[match.Length..].Trim() is { Length: >= 2 } words && SectionHeadings.IsHeading(Bare(words)))
                return new(null, Bare(words), true, UnnumberedRank);

        return null;
    }

    /// <summary>甲、, 乙、, 丙、 or A., B., C. before short lines, from the first on: a count, whatever the words say.</summary>
    private static List<int> Series(string text, IReadOnlyList<Paragraph> paragraphs, Heading?[] headings, LineLayout layout, int first)
    {
        var found = new List<int>();
        foreach (var letters in (string[])["甲乙丙丁戊己庚辛", "ABCDEFGH", "ⅠⅡⅢⅣⅤⅥⅦⅧ"])
        {
            var places = new List<int>();
            for (var i = first; i + 1 < paragraphs.Count && places.Count < letters.Length; i++)
            {
                var line = paragraphs[i].Of(text);
                if (line.Length is > 3 and <= LongestUnnumbered && line[0] == letters[places.Count] && line[1] is ('、' or '.' or '．')
                    && layout.IsPlain(i) && LooksLikeHeading(line))
                    places.Add(i);
            }

            if (places.Count > 1)
                found.AddRange(places.Where(i => headings[i] is null));
        }

        return found;
    }

    /// <summary>「—— 存在问题 ——」 and 「存在的问题：」 alone on a line.</summary>
    private static Heading? Decorated(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestUnnumbered)
            return null;

        var words = line.Trim("—-=*~·_ 　");
        var isDecorated = words.Length < line.Length && words.Length >= 2 && line[0] == line[^1];
        return (isDecorated || line[^1] is '：' or ':') && SectionHeadings.IsHeading(Bare(words)) && words.IndexOf('。') < 0
            ? new(null, Bare(words), true, UnnumberedRank)
            : null;
    }

    /// <summary>「问题一：居务公开不规范」 on a line of its own.</summary>
    private static Heading? Counted(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestInlineHeading || line.TrimEnd('。').Contains('。') || !(line.StartsWith("问题") || line.StartsWith("任务")))
            return null;

        var (_, length) = Numbering.HanNumber(line[2..]);
        return length > 0 && 2 + length < line.Length && line[2 + length] is '：' or ':' or '、'
            ? new(null, Bare(line), true, UnnumberedRank)
            : null;
    }

    /// <summary>「1  2023年工作总结」 and 「1.2  学科建设」: levels by points, behind them white space.</summary>
    private static Heading? Decimal(ReadOnlySpan<char> line)
    {
        const double Rank = 0.2, RankOfPoint = 0.05;
        var (length, points, digits) = (0, 0, 0);
        for (; length < line.Length && (char.IsAsciiDigit(line[length]) || line[length] == '.'); length++)
        {
            points += line[length] == '.' ? 1 : 0;
            digits = line[length] == '.' ? 0 : digits + 1;
        }

        var words = line[length..].TrimStart();
        var isNumbered = length > 0 && char.IsAsciiDigit(line[0]) && digits is 1 or 2 && words.Length < line.Length - length;
        return isNumbered && line.Length <= LongestUnnumbered && words.Length >= 2 && LooksLikeHeading(words)
            ? new(null, Bare(words), true, Rank + (points * RankOfPoint))
            : null;
    }

    /// <summary>
    /// The length of the first sentence with its punctuation: up to a full stop, an early colon, or white space between a short heading
    /// and its text.
    /// </summary>
    internal static int FirstSentence(ReadOnlySpan<char> text)
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

            var isShort = i is >= 4 and <= 30 && text.Length - i > 40;
            if (isShort && Characters.IsBlank(c) && Characters.IsHan(text[i - 1]) && !text[..i].ContainsAny('；', ';'))
                return i;
        }

        return text.Length;
    }

    /// <summary>Before 「各位代表：」 stand titles, dates and names, but no headings.</summary>
    private static int AfterSalutation(LineLayout layout)
    {
        for (var i = 0; i < Math.Min(layout.Count, 10); i++)
            if (layout.FormalityAt(i) == FormalityType.Salutation)
                return i + 1;

        return 0;
    }

    private static bool IsUnnumbered(string text, IReadOnlyList<Paragraph> paragraphs, Heading?[] headings, int i, bool marked)
    {
        var line = paragraphs[i].Of(text);
        if (line.Length > LongestUnnumbered || !LooksLikeHeading(line))
            return false;

        var named = SectionHeadings.IsHeading(line.ToString());
        if (i + 1 >= paragraphs.Count || (i == 0 && !named))
            return false;

        var next = headings[i + 1];
        var restarts = next is { Number: { Style: NumberStyle.Han or NumberStyle.HanBracket, Value: 1 } };
        return named || restarts || (marked && (next is not null || paragraphs[i + 1].Length > line.Length));
    }

    /// <summary>In a report without any numbering, short lines between long paragraphs are its headings.</summary>
    private static void TakeShortLines(string text, IReadOnlyList<Paragraph> paragraphs, Heading?[] headings, LineLayout layout)
    {
        var found = new List<int>();
        for (var i = 1; i + 1 < paragraphs.Count; i++)
            if (headings[i] is null && layout.IsPlain(i) && paragraphs[i].Length <= LongestUnnumbered
                && paragraphs[i + 1].Length >= 60 && LooksLikeHeading(paragraphs[i].Of(text)))
                found.Add(i);

        if (found.Count < 2)
            return;

        foreach (var i in found)
            headings[i] = new(null, Bare(paragraphs[i].Of(text)), true, UnnumberedRank);
    }

    /// <summary>Where two bare lines name sections, short lines over sentences before them are headings too, whatever they say.</summary>
    private static void TakeFirst(string text, IReadOnlyList<Paragraph> paragraphs, Heading?[] headings, LineLayout layout, int first)
    {
        const int Longest = 16;
        var bare = Enumerable.Range(first, paragraphs.Count - first).Where(i =>
            headings[i] is { Number: null, IsOwnLine: true } own && own.Words == paragraphs[i].Of(text).ToString()).ToList();
        for (var i = first; bare.Count > 1 && i + 1 < bare[0]; i++)
        {
            var next = paragraphs[i + 1].Of(text);
            if (headings[i] is null && layout.IsPlain(i) && layout.IsPlain(i + 1) && paragraphs[i].Length <= Longest
                && LooksLikeHeading(paragraphs[i].Of(text)) && next.Length > Longest && Characters.EndsSentence(next[^1]))
                headings[i] = new(null, Bare(paragraphs[i].Of(text)), true, UnnumberedRank);
        }
    }

    /// <summary>
    /// Reports number in their own order: 「第四，明年打算。」 alone on its line over 「1.」 encloses it, though 1. is the outer style
    /// elsewhere.
    /// </summary>
    private static void Nest(Heading?[] headings)
    {
        var seen = new HashSet<NumberStyle>();
        for (var i = 0; i < headings.Length; i++)
        {
            if (headings[i]?.Number is not { } number || !seen.Add(number.Style) || i == 0)
                continue;

            if (headings[i - 1] is not { IsOwnLine: true, Number: { } above } outer || above.Style <= number.Style || number.Value != 1)
                continue;

            foreach (ref var heading in headings.AsSpan(i))
                if (heading?.Number?.Style == number.Style)
                    heading = heading with { Rank = outer.Rank + 0.5 };
        }
    }

    private static bool LooksLikeHeading(ReadOnlySpan<char> line)
    {
        if (line.Length < 2 || !(Characters.IsHan(line[^1]) || line[^1] is '”' or '》'))
            return false;

        return line.IndexOfAny('。', '；', '：') < 0 && !DateLine.Is(line) && !IsPerson(line)
            && !line.EndsWith("政府工作报告") && !line.EndsWith("会议上");
    }

    /// <summary>「市长　王军」: an office, white space and a name.</summary>
    private static bool IsPerson(ReadOnlySpan<char> line)
    {
        var blank = line.IndexOfAny(' ', '　');
        return blank > 1 && line[blank - 1] is '长' or '席' or '记' or '任' or '员' or '人' or '：' && line.Length - blank <= 12;
    }
}
