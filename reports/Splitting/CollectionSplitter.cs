using System.Buffers;
using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Splitting;

/// <summary>
/// Finds the first paragraph of each report of a collection: 「篇一：」, 「【篇2】」, 「第三篇」, the same title numbered, or title after title.
/// </summary>
internal static class CollectionSplitter
{
    private const int ShortestReport = 120;

    private static readonly SearchValues<char> Numerals = SearchValues.Create("一二三四五六七八九十0123456789");

    private static readonly Regex Counted = new(
        @"^[【\[(<]?(?:篇|范文|范本|例文|样本|第)([一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:篇|部分|份)?[】\])>]?(?:[:、.,，]|$)?",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Cover = new(
        "[二两三四五六七八九十0-9]篇|汇编|合集|范文",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>The paragraphs at which reports begin, in order; empty where the text is one report.</summary>
    public static List<int> Split(string text, IReadOnlyList<Paragraph> paragraphs)
    {
        var folded = paragraphs.Select(paragraph => FoldedText.Of(text, paragraph.Start, Math.Min(paragraph.Length, 80)).Text).ToList();
        foreach (var starts in (List<int>[])[ByCount(folded), ByNumberedTitle(folded), ByTitle(folded)])
            if (starts.Count >= 2 && AreLongEnough(starts, paragraphs))
                return starts;

        return [];
    }

    private static List<int> ByCount(List<string> lines)
    {
        var starts = new List<int>();
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Length <= 60 && CountOf(lines[i]) == starts.Count + 1)
                starts.Add(i);

        return starts;
    }

    private static int CountOf(string line)
    {
        var isOrdinal = line.TrimStart('【', '(', '[', '<').StartsWith('第');
        if (!Counted.IsMatch(line) || (isOrdinal && !line.Contains('篇', StringComparison.Ordinal)))
            return 0;

        var at = line.AsSpan().IndexOfAny(Numerals);
        var (value, length) = Numbering.HanNumber(line.AsSpan(at));
        return length > 0 ? value : Digits(line.AsSpan(at));
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return int.Parse(length < 0 ? text : text[..length], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static List<int> ByNumberedTitle(List<string> lines)
    {
        var best = new List<int>();
        var titles = lines.Select((line, i) => (Title: Stem(line), At: i)).Where(entry => entry.Title.Stem.Length >= 4);
        foreach (var group in titles.GroupBy(entry => entry.Title.Stem))
        {
            var starts = new List<int>();
            foreach (var (title, at) in group)
                if (title.Number == starts.Count + 1)
                    starts.Add(at);

            if (starts.Count > best.Count)
                best = starts;
        }

        return best;
    }

    private static (string Stem, int Number) Stem(string line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] is ')' or '】' or ']')
            end--;

        var start = end;
        while (start > 0 && Numerals.Contains(line[start - 1]))
            start--;

        if (start == end || end - start > 2)
            return ("", 0);

        var (value, length) = Numbering.HanNumber(line.AsSpan(start, end - start));
        var stem = line[..start].TrimEnd('(', '【', '[', '之', '第', '篇', '-', '—');
        if (!LineShape.IsTitle(stem) || LineShape.IsNumbered(line))
            return ("", 0);

        return (stem, length > 0 ? value : Digits(line.AsSpan(start, end - start)));
    }

    /// <summary>Title after title, each with its own 一、 below it.</summary>
    private static List<int> ByTitle(List<string> lines)
    {
        var starts = new List<int>();
        for (var i = 0; i < lines.Count; i++)
        {
            var isAttachment = lines[i].StartsWith('附') || (i > 0 && lines[i - 1].StartsWith('附'));
            if (isAttachment || lines[i].Length < 6 || !LineShape.IsTitle(lines[i])
                || Cover.IsMatch(lines[i]) || LineShape.IsNumbered(lines[i]))
                continue;

            if (starts.Count == 0 && i > 4)
                return [];

            if ((starts.Count == 0 || i - starts[^1] >= 4) && FirstNumberBelow(lines, i) == 1)
                starts.Add(i);
        }

        return starts;
    }

    private static int FirstNumberBelow(List<string> lines, int title)
    {
        for (var i = title + 1; i < Math.Min(lines.Count, title + 15); i++)
            if (Numbering.At(lines[i]) is { Style: NumberStyle.Han } number)
                return number.Value;

        return 0;
    }

    private static bool AreLongEnough(List<int> starts, IReadOnlyList<Paragraph> paragraphs)
    {
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? paragraphs[starts[i + 1]].Start : paragraphs[^1].End;
            if (end - paragraphs[starts[i]].Start < ShortestReport)
                return false;
        }

        return true;
    }
}
