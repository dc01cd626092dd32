using System.Buffers;
using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>A report's title and the beginning of the body below it.</summary>
/// <param name="Start">Of its words in the text; -1 where they come from elsewhere.</param>
/// <param name="Body">The first paragraph that is not the title's.</param>
internal sealed record Title(string Words, int Start, int Body);

internal static class TitleFinder
{
    private const int HeadLines = 8;
    private static readonly SearchValues<char> Opening = SearchValues.Create("【[（(");
    private static readonly SearchValues<char> Ending = SearchValues.Create("：:】]）)、.篇");
    private static readonly SearchValues<char> UnitEndings = SearchValues.Create("委局府会部办院校司厅镇乡处组");
    private const int LongestTitle = 60;
    private const int LongestLabel = 16;

    private static readonly Regex Label = DataFile.Expression(DataFile.Block("title-heads.txt", "label"));
    private static readonly Regex Nameless = DataFile.Expression(DataFile.Block("title-heads.txt", "nameless"));

    /// <param name="outside">The names that the page or the file gives the report, the most reliable first.</param>
    public static Title Find(string text, IReadOnlyList<Paragraph> paragraphs, params ReadOnlySpan<string?> outside)
    {
        var head = 0;
        while (head < Math.Min(paragraphs.Count, HeadLines) && (IsHead(paragraphs[head].Of(text)) || IsLabel(paragraphs[head].Of(text))))
            head++;

        for (var i = 0; i < head; i++)
            if (CollectionNumber(paragraphs[i].Of(text).Trim().ToString()) > 0)
                return At(text, paragraphs, i);

        // Of several lines that look like titles, the one that the page or file itself is called by.
        for (var i = 0; i < head; i++)
            if (LineShape.IsTitle(Fold(paragraphs[i].Of(text))) && IsNamedBy(paragraphs[i].Of(text), outside))
                return At(text, paragraphs, i);

        var (best, weight) = (-1, 0);
        for (var i = 0; i < head; i++)
            if (LineShape.TitleWeight(Fold(paragraphs[i].Of(text))) is var next && next > weight)
                (best, weight) = (i, next);

        if (best >= 0)
            return At(text, paragraphs, best);

        foreach (var name in outside)
            if (name is not null && FromName(name) is { } words && !Nameless.IsMatch(words))
                return new(words, -1, 0);

        // 「在三尺讲台上守初心」 says not that it is a report; the head of an official paper and dates are no titles either.
        for (var i = 0; i < head; i++)
            if (Fold(paragraphs[i].Of(text)) is { Length: >= 6 } line && line[0] is not ('(' or '—') && !LineShape.IsOfficial(line)
                && !IsLabel(paragraphs[i].Of(text)))
                return At(text, paragraphs, i);

        if (head > 0)
            return At(text, paragraphs, 0);

        var first = paragraphs.Count > 0 ? paragraphs[0].Of(text) : "";
        var stop = first[..Math.Min(first.Length, 30)].IndexOfAny('。', '，', '：');
        return new(first[..(stop > 4 ? stop : Math.Min(first.Length, 30))].ToString(), -1, 0);
    }

    /// <summary>What a forum or bulletin writes above a title: 「【基层来稿】」, 「栏目：校园」, 「标题：」 alone on a line.</summary>
    private static bool IsLabel(ReadOnlySpan<char> line)
    {
        var folded = Fold(line.Trim());
        return folded.Length <= LongestLabel && Label.IsMatch(folded) && CollectionNumber(folded) == 0;
    }

    private static bool IsNamedBy(ReadOnlySpan<char> line, ReadOnlySpan<string?> outside)
    {
        foreach (var name in outside)
            if (name is not null && name.AsSpan().Contains(line.Trim(), StringComparison.Ordinal))
                return true;

        return false;
    }

    private static bool IsHead(ReadOnlySpan<char> line) =>
        CollectionNumber(line.Trim().ToString()) == line.Trim().Length
        || (line.Length <= LongestTitle
            && line.IndexOf('。') < 0
            && line[^1] is not ('：' or ':' or '，')
            && (!LineShape.IsNumbered(Fold(line)) || line.StartsWith("——"))
            && !DateLine.Is(line));

    private static Title At(string text, IReadOnlyList<Paragraph> paragraphs, int i)
    {
        var words = paragraphs[i].Of(text).Trim().ToString();
        var start = paragraphs[i].Start;
        // 「篇一：…」: the number is the collection's, and alone on its line the title stands below it.
        var number = CollectionNumber(words);
        if (number == words.Length && i + 1 < paragraphs.Count && IsHead(paragraphs[i + 1].Of(text)))
            return At(text, paragraphs, i + 1);

        if (number < words.Length)
            (words, start) = (words[number..], start + number);

        // A title over two lines: the unit above, or 「关于…」 that goes on below.
        if (i > 0 && paragraphs[i - 1].Length <= 30 && IsFirstHalf(paragraphs[i - 1].Of(text)))
            return new(paragraphs[i - 1].Of(text).Trim().ToString() + words, paragraphs[i - 1].Start, i + 1);

        return new(words, start, i + 1);
    }

    private static int CollectionNumber(string words)
    {
        var start = words.AsSpan().IndexOfAnyExcept(Opening);
        if (start < 0)
            return 0;

        var rest = words.AsSpan(start);
        if (!rest.StartsWith("篇") && !rest.StartsWith("范文") && !(rest.StartsWith("第") && rest.Contains('篇')))
            return 0;

        var end = words.AsSpan(0, Math.Min(words.Length, 10)).LastIndexOfAny(Ending);
        return end <= 0 ? 0 : words.Length - words.AsSpan(end + 1).TrimStart().Length;
    }

    private static bool IsFirstHalf(ReadOnlySpan<char> line) =>
        line.StartsWith("关于") || line.StartsWith("中共") || UnitEndings.Contains(line[^1]);

    /// <summary>A file's name or a page's title without site names and extension; null where it holds no words.</summary>
    private static string? FromName(string name)
    {
        var stem = name;
        var dot = stem.LastIndexOf('.');
        if (dot > 0 && stem.Length - dot <= 6)
            stem = stem[..dot];

        foreach (var bar in (string[])[" - ", " – ", " _ ", "|", "_-_", "－"])
            if (stem.IndexOf(bar, StringComparison.Ordinal) is var at and > 5)
                stem = stem[..at];

        stem = stem.Trim(' ', '_', '-', '.', '+', '　');
        return stem.Count(Characters.IsHan) >= 4 ? stem : null;
    }

    private static string Fold(ReadOnlySpan<char> line) => FoldedText.Of(line.ToString(), 0, line.Length).Text;
}
