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

    /// <summary>A text that is so much longer than its heading says more than the heading.</summary>
    private const int LongestMarker = 6;

    private static readonly string[] FaultWords = [.. Resources.Lines("fault-words.txt"), .. Words("problem-faults.txt")];
    private static readonly string[] NotFaults = [.. Words("not-faults.txt").OrderByDescending(word => word.Length)];
    private static readonly string[] LeadInsAtStart =
        [.. Resources.Lines("lead-ins.txt").Where(line => line[0] == '^').Select(line => line[1..])];

    private static readonly string[] LeadIns = [.. Resources.Lines("lead-ins.txt").Where(line => line[0] != '^')];

    /// <summary>The problems of a passage under 存在问题; none for lead-ins and headings that stand alone.</summary>
    /// <param name="heading">The passage's own heading, or null.</param>
    /// <param name="text">The passage's text.</param>
    public static IEnumerable<(int Start, int Length, string Head, string Key)> Read(string? heading, string text)
    {
        if (heading is not null && !IsAspect(heading) && text.IndexOf(heading, StringComparison.Ordinal) is >= 0 and < LongestHead
            && KeyOf(heading) is var (headingHead, headingKey))
            return text.Length > heading.Length + LongestMarker || NamesFault(heading) ? [(0, text.Length, headingHead, headingKey)] : [];
        var lists = IsList(text);
        return lists ? ReadList(text) : FirstHead(text, 0, text.Length) is var (only, onlyKey) ? [(0, text.Length, only, onlyKey)] : [];
    }

    /// <summary>The head and key of an item that somebody typed: a heading alone, or a heading with its text.</summary>
    public static (string Head, string Key)? ReadItem(string text)
    {
        var marker = ItemMarkers.LengthAt(text);
        var end = text.AsSpan(marker).IndexOfAny('。', '\n', '：');
        var heading = (end < 0 ? text[marker..] : text.Substring(marker, end)).Trim();
        return heading.Length is > 1 and <= LongestHead && !IsAspect(heading) && KeyOf(heading) is { } found
            ? found
            : Read(null, text).Select(item => ((string, string)?)(item.Head, item.Key)).FirstOrDefault();
    }

    /// <summary>The head and key of a heading: of the first of its clauses that is a common problem, else of all its words.</summary>
    public static (string Head, string Key)? KeyOf(string heading)
    {
        foreach (var (start, length) in Clauses(heading, 0, heading.Length, "，,；;"))
            if (ProblemRules.Instance.Match(heading.AsSpan(start, length)) is { } name)
                return (heading, name);
        return ProblemKeys.Of(heading) is { } key ? (heading, key) : null;
    }

    /// <summary>The problems of a text whose sentences are one each.</summary>
    public static IEnumerable<(int Start, int Length, string Head, string Key)> ReadList(string text)
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
            var marker = ItemMarkers.LengthAt(text[from..(from + size)]);
            var clause = text.Substring(from + marker, size - marker);
            if (clause.Length is < 4 or > LongestHead || IsLeadIn(clause) || !NamesFault(clause))
                continue;
            if (ProblemRules.Instance.Match(clause) is { } name)
                return (clause, name);
            if (other is null && ProblemKeys.OfWords(clause) is { } key)
                other = (clause, key);
        }

        return other;
    }

    private static bool NamesFault(string text)
    {
        foreach (var word in NotFaults)
            text = text.Replace(word, "", StringComparison.Ordinal);
        return FaultWords.Any(word => text.Contains(word, StringComparison.Ordinal));
    }

    private static bool IsLeadIn(string clause) => LeadInsAtStart.Any(start => clause.StartsWith(start, StringComparison.Ordinal))
        || LeadIns.Any(words => clause.Contains(words, StringComparison.Ordinal))
        || GeneralDifficulty().IsMatch(clause);

    private static IEnumerable<string> Words(string list) => Resources.Lines(list).SelectMany(line => line.Split(' '));

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

    [GeneratedRegex("(?:方面|清单)$|^(?:存在|主要|突出)?的?(?:问题|不足|短板)", RegexOptions.NonBacktracking)]
    private static partial Regex Aspect();

    [GeneratedRegex(
        "发展(?:中|稳定)?(?:还|仍|依然|仍然|也)*(?:面临|存在|有)着?(?:不少|一些|许多|诸多|很多|以下)?(?:风险|困难|挑战|问题|矛盾)",
        RegexOptions.NonBacktracking)]
    private static partial Regex GeneralDifficulty();

    [GeneratedRegex(
        "主要(?:是|有|表现|体现)|表现在|突出表现|清醒地?(?:认识|看)到|我们也看到|面临(?:不少|一些|许多)?(?:困难|问题)",
        RegexOptions.NonBacktracking)]
    private static partial Regex ListLeadIn();
}
