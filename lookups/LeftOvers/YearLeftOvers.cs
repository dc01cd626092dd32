using System.Buffers;

namespace KnowledgeBase.Lookups.LeftOvers;

/// <summary>
/// Years that a report of one year does not write of as its own: 2022年 in a report of 2023, but not 比2022年, 自2022年以来, 2021—2023年 or
/// 《2022年工作要点》. The year after is the one that plans are for.
/// </summary>
internal static class YearLeftOvers
{
    private const string Digits = "0123456789";
    private const string Numerals = "〇一二三四五六七八九";

    private static readonly string[] Before = ["比", "较", "自", "从", "与", "同", "和", "到", "至", "以", "于", "早在", "始于", "—", "-", "–", "～", "~"];
    private static readonly SearchValues<char> DateLetters = SearchValues.Create("0123456789月日度底初末");

    private static readonly string[] After =
        ["以来", "起", "开始", "至", "到", "—", "-", "–", "～", "~", "相比", "同期", "为基", "前", "以前", "之前", "及以前", "版", "修订"];

    /// <summary>The years in a text that are left over, with 年, 年度 or 年底.</summary>
    public static IEnumerable<(int Start, int Length)> Find(string text, int own)
    {
        const int YearDigits = 4;
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth = text[at] switch
            {
                '《' or '〔' or '（' or '“' => depth + 1,
                '》' or '〕' or '）' or '”' => Math.Max(0, depth - 1),
                '\n' or '。' => 0,
                _ => depth,
            };
            if (depth > 0 || at + YearDigits >= text.Length || text[at + YearDigits] != '年' || (at > 0 && DigitOf(text[at - 1]) >= 0)
                || Year(text.AsSpan(at, YearDigits)) is not { } year || year == own || year == own + 1
                || IsSpokenOf(text, at, at + YearDigits + 1))
                continue;
            var end = at + YearDigits + 1;
            if (end < text.Length && text[end] is '度' or '底' or '末' or '初')
                end++;
            yield return (at, end - at);
        }
    }

    private static bool IsSpokenOf(string text, int start, int end)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        var after = text.AsSpan(end);
        foreach (var word in Before)
            if (before.EndsWith(word, StringComparison.Ordinal) && !before.EndsWith("截至", StringComparison.Ordinal))
                return true;

        // 2022年5月以来, 2022年底以来
        const int LongestDate = 6;
        var near = after[..Math.Min(after.Length, LongestDate)];
        foreach (var word in After)
            if (after.StartsWith(word, StringComparison.Ordinal) || (word is "以来" or "起" && EndsDate(near, word)))
                return true;
        return false;
    }

    private static bool EndsDate(ReadOnlySpan<char> near, string word)
    {
        var at = near.IndexOf(word, StringComparison.Ordinal);
        return at > 0 && !near[..at].ContainsAnyExcept(DateLetters);
    }

    private static int? Year(ReadOnlySpan<char> digits)
    {
        var year = 0;
        foreach (var c in digits)
        {
            if (DigitOf(c) < 0)
                return null;
            year = (year * 10) + DigitOf(c);
        }

        return year is >= 1990 and < 2100 ? year : null;
    }

    private static int DigitOf(char c) =>
        Math.Max(Digits.IndexOf(c, StringComparison.Ordinal), Numerals.IndexOf(c, StringComparison.Ordinal));
}
