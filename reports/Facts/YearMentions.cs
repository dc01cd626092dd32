namespace KnowledgeBase.Reports.Facts;

/// <summary>How a year is written.</summary>
internal enum YearForm
{
    /// <summary>2023, alone.</summary>
    Bare,

    /// <summary>2023年</summary>
    Year,

    /// <summary>2023年度</summary>
    YearOfReport,

    /// <summary>2023.12, 2023-12-05, 2023年12月</summary>
    Date,
}

/// <summary>A year in a text.</summary>
/// <param name="Words">As it is written there.</param>
/// <param name="Month">Of a date; 0 where none follows.</param>
internal readonly record struct YearMention(int Year, string Words, int Offset, YearForm Form, int Month);

/// <summary>
/// Finds years however they are written: 2023年, ２０２３年, 2023 年, 二〇二三年, 二○二三, 二0二三, 贰零贰叁, 2023.12, 2023-12-05, 〔2023〕.
/// </summary>
internal static class YearMentions
{
    private const int Earliest = 1978;
    private const int Latest = 2049;
    private const string Zeros = "〇零○◯０0oOＯО";
    private const string Digits = "一二三四五六七八九";
    private const string FormalDigits = "壹贰叁肆伍陆柒捌玖";

    public static List<YearMention> Find(string text)
    {
        var found = new List<YearMention>();
        for (var i = 0; i + 3 < text.Length; i++)
            if (At(text, i) is { } mention)
            {
                found.Add(mention);
                i = mention.Offset + mention.Words.Length - 1;
            }

        return found;
    }

    private static YearMention? At(string text, int start)
    {
        // Years begin with 1 or 2: nearly every character ends the look here.
        if (DigitOf(text[start]) is not (1 or 2) || (start > 0 && IsArabic(text[start - 1]) && IsArabic(text[start])))
            return null;

        var (year, at) = (0, start);
        for (var digits = 0; digits < 4; digits++)
        {
            if (digits > 0)
                at = SkipSpaces(text, at, text[start] is >= '０' and <= '９' || char.IsAsciiDigit(text[start]));

            if (at >= text.Length || DigitOf(text[at]) is not (>= 0 and var digit))
                return null;

            year = (year * 10) + digit;
            at++;
        }

        var isArabic = IsArabic(text[start]);
        if (year is < Earliest or > Latest || (at < text.Length && DigitOf(text[at]) >= 0 && (isArabic == IsArabic(text[at]))))
            return null;

        return Closed(text, start, at, year, isArabic);
    }

    private static YearMention? Closed(string text, int start, int at, int year, bool isArabic)
    {
        var next = SkipSpaces(text, at, spaces: true);
        if (next < text.Length && text[next] == '年')
        {
            var afterYear = SkipSpaces(text, next + 1, spaces: true);
            if (afterYear < text.Length && text[afterYear] == '度')
                return new(year, text[start..(afterYear + 1)], start, YearForm.YearOfReport, 0);

            var month = MonthAt(text, afterYear, out var monthEnd);
            return month > 0 && monthEnd < text.Length && text[monthEnd] == '月'
                ? new(year, text[start..(next + 1)], start, YearForm.Date, month)
                : new(year, text[start..(next + 1)], start, YearForm.Year, 0);
        }

        if (isArabic && at < text.Length && text[at] is '.' or '-' or '/' or '．' or '－' or '／')
        {
            var month = MonthAt(text, at + 1, out var monthEnd);
            if (month is >= 1 and <= 12)
                return new(year, text[start..monthEnd], start, YearForm.Date, month);
        }

        // 二〇二三 without 年 is a number like others; 2023 may be a year.
        return isArabic && (at >= text.Length || !IsUnit(text[at])) ? new(year, text[start..at], start, YearForm.Bare, 0) : null;
    }

    private static int MonthAt(string text, int at, out int end)
    {
        var month = 0;
        for (end = at; end < text.Length && end < at + 2 && (char.IsAsciiDigit(text[end]) || text[end] is >= '０' and <= '９'); end++)
            month = (month * 10) + DigitOf(text[end]);

        if (end > at)
            return month;

        var (value, length) = Language.Numbering.HanNumber(text.AsSpan(Math.Min(at, text.Length)));
        end = at + length;
        return value;
    }

    /// <summary>「2023元」, 「2023万」, 「2023个」 count something.</summary>
    private static bool IsUnit(char c) => "元万亿个人名户家件次项亩吨米公千百平条场篇册辆台号分秒%％".Contains(c, StringComparison.Ordinal);

    private static bool IsArabic(char c) => char.IsAsciiDigit(c) || c is >= '０' and <= '９';

    private static int SkipSpaces(string text, int at, bool spaces)
    {
        while (spaces && at < text.Length && text[at] is ' ' or '　' or '\u00A0')
            at++;

        return at;
    }

    private static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= '０' and <= '９' => c - '０',
        _ when Zeros.Contains(c, StringComparison.Ordinal) => 0,
        _ when Digits.IndexOf(c, StringComparison.Ordinal) is var digit and >= 0 => digit + 1,
        _ when FormalDigits.IndexOf(c, StringComparison.Ordinal) is var formal and >= 0 => formal + 1,
        _ => -1,
    };
}
