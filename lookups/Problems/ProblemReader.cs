using System.Text.RegularExpressions;
using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>Finds the single problems in the passages of a problem section.</summary>
internal static partial class ProblemReader
{
    /// <summary>A longer first clause says more than a heading; it is cut for the key only at its commas.</summary>
    private const int LongestHead = 60;

    /// <summary>So many semicolons make a paragraph without headings a list.</summary>
    private const int ListSemicolons = 2;

    private static readonly string[] FaultWords =
        [.. Resources.Lines("fault-words.txt"), "有待", "仍需", "还需", "亟需", "亟待", "压力", "艰巨", "任重", "偏", "受制", "过", "少", "低", "有限", "隐患", "风险", "需要", "紧", "短", "折扣", "空", "松", "虚", "旧"];

    /// <summary>The problems of a passage under 存在问题; none for lead-ins and headings that stand alone.</summary>
    /// <param name="heading">The passage's own heading, or null.</param>
    /// <param name="text">The passage's text.</param>
    public static IEnumerable<(int Start, int Length, string Head, string Key)> Read(string? heading, string text)
    {
        if (heading is not null && !IsAspect(heading) && text.IndexOf(heading, StringComparison.Ordinal) is >= 0 and < LongestHead
            && KeyOf(heading) is var (headingHead, headingKey))
            return text.Length > heading.Length + LongestMarker || NamesFault(heading) ? [(0, text.Length, headingHead, headingKey)] : [];
        var markers = Marker().Match(text);
        var lists = IsList(text);
        if (markers.Success && !lists && FirstHead(text, 0, text.Length) is var (head, key))
            return [(0, text.Length, head, key)];
        return lists ? ReadList(text) : FirstHead(text, 0, text.Length) is var (only, onlyKey) ? [(0, text.Length, only, onlyKey)] : [];
    }

    /// <summary>The head and key of an item that somebody typed: a heading alone, or a heading with its text.</summary>
    public static (string Head, string Key)? ReadItem(string text)
    {
        var marker = Marker().Match(text).Length;
        var end = text.AsSpan(marker).IndexOfAny('。', '\n', '：');
        var heading = (end < 0 ? text[marker..] : text.Substring(marker, end)).Trim();
        return heading.Length is > 1 and <= LongestHead && !IsAspect(heading) && KeyOf(heading) is { } found
            ? found
            : Read(null, text).Select(item => ((string, string)?)(item.Head, item.Key)).FirstOrDefault();
    }

    private const int LongestMarker = 6;

    /// <summary>The head and key of a heading: of the first of its clauses that is a common problem, else of all its words.</summary>
    public static (string Head, string Key)? KeyOf(string heading)
    {
        foreach (var (start, length) in Clauses(heading, 0, heading.Length, "，,；;"))
            if (ProblemRules.Instance.Match(heading.AsSpan(start, length)) is { } name)
                return (heading, name);
        return ProblemKeys.Of(heading) is { } key ? (heading, key) : null;
    }

    private static IEnumerable<(int Start, int Length, string Head, string Key)> ReadList(string text)
    {
        foreach (var (start, length) in Clauses(text, 0, text.Length, "。；;！？!?\n"))
            if (FirstHead(text, start, length) is var (head, key))
                yield return (start, length, head, key);
    }

    /// <summary>The first clause of a stretch that names a fault and can be keyed; clauses with a rule come before others.</summary>
    private static (string Head, string Key)? FirstHead(string text, int start, int length)
    {
        (string Head, string Key)? other = null;
        foreach (var (from, size) in Clauses(text, start, length, "，,。；;：:！？\n"))
        {
            var marker = Marker().Match(text[from..(from + size)]).Length;
            var clause = text.Substring(from + marker, size - marker);
            if (clause.Length is < 4 or > LongestHead || LeadIn().IsMatch(clause) || !NamesFault(clause))
                continue;
            if (ProblemRules.Instance.Match(clause) is { } name)
                return (clause, name);
            if (other is null && ProblemKeys.OfWords(clause) is { } key)
                other = (clause, key);
        }

        return other;
    }

    private static bool NamesFault(string text) => FaultWords.Any(NotFault().Replace(text, "").Contains);

    private static bool IsAspect(string heading) => Aspect().IsMatch(heading);

    private static bool IsList(string text) =>
        ListLeadIn().IsMatch(text) || text.AsSpan().Count('；') >= ListSemicolons;

    private static IEnumerable<(int Start, int Length)> Clauses(string text, int start, int length, string ends)
    {
        var from = start;
        for (var at = start; at <= start + length; at++)
        {
            if (at < start + length && !ends.Contains(text[at], StringComparison.Ordinal))
                continue;
            var (first, last) = (from, at);
            while (first < last && char.IsWhiteSpace(text[first]))
                first++;
            while (last > first && char.IsWhiteSpace(text[last - 1]))
                last--;
            if (last > first)
                yield return (first, last - first);
            from = at + 1;
        }
    }

    [GeneratedRegex(@"^\s*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．]\s*|第[一二三四五六七八九十]+[，、]?|[一二三四五六七八九十]+[是要]|其[一二三四五六七八九十][，、]|(?:首先|其次|再次|然后|最后|另外|此外|同时|还有|一方面|另一方面)[，、]?是?)+", RegexOptions.NonBacktracking)]
    private static partial Regex Marker();

    [GeneratedRegex("(?:方面|清单)$|^(?:存在|主要|突出)?的?(?:问题|不足|短板)", RegexOptions.NonBacktracking)]
    private static partial Regex Aspect();

    [GeneratedRegex("^(?:我们(?:要|将|必须|一定|也)|对(?:于)?(?:这些|以上|上述|此)|这些|以上|切实|着力|坚持|坚定|直面|正视|不回避|不畏|不避|不推|找准|把短板|赓续|用|知(?:忧|不足|重)|前进(?:的)?(?:道路|路)|必须)|发展(?:中|稳定)?(?:还|仍|依然|仍然|也)*(?:面临|存在|有)(?:着)?(?:不少|一些|许多|诸多|很多|以下)?(?:风险|困难|挑战|问题|矛盾)|清醒|看到|认识到|我们将|我们一定|对此|总结成绩|肯定成绩|回顾|如下|主要(?:是|有|表现|体现)|突出表现", RegexOptions.NonBacktracking)]
    private static partial Regex LeadIn();

    [GeneratedRegex("(?:主要(?:是|有|表现|体现)|表现在|突出表现|清醒(?:地)?(?:认识|看)到|我们也看到|还?面临(?:不少|一些|许多)?(?:困难|问题))", RegexOptions.NonBacktracking)]
    private static partial Regex ListLeadIn();

    [GeneratedRegex("不断|不仅|不但|不懈|不辜负|毫不|不忘|不同程度|决不|绝不|不只|通过|超过|过去|过程|经过|不少|减少|至少|多少", RegexOptions.NonBacktracking)]
    private static partial Regex NotFault();
}
