namespace KnowledgeBase.Reports.Language;

/// <summary>How headings and items are numbered, outermost first.</summary>
internal enum NumberStyle
{
    /// <summary>第一部分, 第一章</summary>
    Part,

    /// <summary>一、</summary>
    Han,

    /// <summary>（一）</summary>
    HanBracket,

    /// <summary>1. or 1、</summary>
    Arabic,

    /// <summary>（1） or 1）</summary>
    ArabicBracket,

    /// <summary>①</summary>
    Circled,

    /// <summary>第一，or 第一、</summary>
    Ordinal,

    /// <summary>其一</summary>
    Its,

    /// <summary>首先 其次 再次 最后</summary>
    Firstly,

    /// <summary>一是 二是, 一要 二要</summary>
    Is,

    /// <summary>——</summary>
    Dash,
}

/// <summary>A number at the beginning of a line or a sentence.</summary>
/// <param name="Length">Of the number with its punctuation and the white space after it.</param>
internal readonly record struct Numbering(NumberStyle Style, int Value, int Length)
{
    private const string Digits = "零一二三四五六七八九";
    private const string FormalDigits = "零壹贰叁肆伍陆柒捌玖";

    /// <summary>Words that begin as a reference to a numbered item does.</summary>
    private static readonly string[] WordsNotReferring =
    [
        "项目", "至关", "至今", "至诚", "和谐", "和睦", "和美", "和平", "中心", "中央", "中层", "中小", "中国", "中部", "中长", "中期", "中介", "中青",
        "中医", "中学", "中高", "条件", "条线", "条块", "款项",
    ];

    /// <summary>The number that a stretch of text begins with; null where there is none or it only refers to another (「（三）的要求」).</summary>
    public static Numbering? At(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
            return null;

        return text[0] switch
        {
            '（' or '(' => Bracketed(text),
            '第' => Ordinal(text),
            '其' => Its(text),
            '首' or '再' or '最' => Firstly(text),
            '—' or '–' or '-' or '―' => Dashed(text),
            >= '①' and <= '⑳' => With(text, NumberStyle.Circled, text[0] - '①' + 1, 1),
            >= '㈠' and <= '㈩' => With(text, NumberStyle.HanBracket, text[0] - '㈠' + 1, 1),
            >= '⑴' and <= '⒇' => With(text, NumberStyle.ArabicBracket, text[0] - '⑴' + 1, 1),
            >= '⒈' and <= '⒛' => With(text, NumberStyle.Arabic, text[0] - '⒈' + 1, 1),
            (>= '0' and <= '9') or (>= '０' and <= '９') => Arabic(text),
            _ => Han(text),
        };
    }

    /// <summary>Reads 一 … 九十九; the number of characters read is 0 where there is no numeral.</summary>
    internal static (int Value, int Length) HanNumber(ReadOnlySpan<char> text)
    {
        int value = 0, digit = 0, length = 0;
        for (; length < text.Length && length < 4; length++)
        {
            var c = text[length];
            if (c == '十')
            {
                value += (digit == 0 ? 1 : digit) * 10;
                digit = 0;
            }
            else if (Math.Max(Digits.IndexOf(c, StringComparison.Ordinal), FormalDigits.IndexOf(c, StringComparison.Ordinal)) is var d
                and > 0)
                digit = d;
            else
                break;
        }

        return (value + digit, length);
    }

    private static Numbering? Han(ReadOnlySpan<char> text)
    {
        var (value, length) = HanNumber(text);
        if (length == 0 || length > 3)
            return null;

        var at = SkipBlanks(text, length);
        if (at >= text.Length)
            return null;

        if (text[at] is '是' or '要' && at == length && value <= 20)
            return With(text, NumberStyle.Is, value, at + 1);

        if (text[at] is '、' or '.' or '．' or '：' or ':' or '，' or ',')
        {
            // 「一、二、三产业」 and 「二、三季度」 count things; a heading goes on in words.
            var rest = at + 1;
            return rest < text.Length && text[at] is '、' or '，' && HanNumber(text[rest..]).Length is 1 or 2 && IsCounted(text[rest..])
                ? null
                : With(text, NumberStyle.Han, value, rest);
        }

        // 「一 主要工作」: white space alone parts number and heading.
        return at > length && Characters.IsHan(text[at]) && text.Length <= 30 ? With(text, NumberStyle.Han, value, at) : null;
    }

    private static bool IsCounted(ReadOnlySpan<char> text)
    {
        var length = HanNumber(text).Length;
        return length < text.Length
            && text[length] is '、' or '产' or '季' or '级' or '次' or '类' or '批' or '线' or '期' or '月' or '中' or '全' or '届' or '医';
    }

    private static Numbering? Bracketed(ReadOnlySpan<char> text)
    {
        var close = text[..Math.Min(text.Length, 8)].IndexOfAny('）', ')');
        if (close < 2)
            return null;

        var inside = text[1..close].Trim();
        var (value, length) = HanNumber(inside);
        var style = NumberStyle.HanBracket;
        if (length != inside.Length || length == 0)
        {
            if (!TryArabic(inside, out value, out length) || length != inside.Length)
                return null;

            style = NumberStyle.ArabicBracket;
        }

        var rest = close + 1;
        if (rest < text.Length && text[rest] is '、' or '.' or '．')
            rest++;

        return IsReference(text[rest..]) ? null : With(text, style, value, rest);
    }

    /// <summary>A reference that a line break put first: 「（三）的要求」, 「（三）项规定」; not 「（一）项目推进不够快」.</summary>
    private static bool IsReference(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] is not ('的' or '项' or '款' or '至' or '和' or '中' or '条' or '、' or '，' or '。'))
            return false;

        foreach (var word in WordsNotReferring)
            if (rest.StartsWith(word))
                return false;

        return true;
    }

    private static Numbering? Arabic(ReadOnlySpan<char> text)
    {
        if (!TryArabic(text, out var value, out var length) || value is 0 or > 99)
            return null;

        var at = SkipBlanks(text, length);
        if (at >= text.Length)
            return null;

        if (text[at] is '）' or ')')
            return With(text, NumberStyle.ArabicBracket, value, at + 1);

        if (text[at] is not ('.' or '．' or '、' or '，' or ':' or '：'))
            return null;

        // 「1.5万元」 and 「2、3月」 are quantities, 「12：30」 is a time.
        var rest = at + 1;
        return rest < text.Length && IsDigit(text[rest]) && !IsYear(text[rest..]) ? null : With(text, NumberStyle.Arabic, value, rest);
    }

    private static Numbering? Ordinal(ReadOnlySpan<char> text)
    {
        var (value, length) = HanNumber(text[1..]);
        if (length == 0 && !TryArabic(text[1..], out value, out length))
            return null;

        var at = 1 + length;
        if (at >= text.Length || length == 0)
            return null;

        if (text[at..].StartsWith("部分") || text[at..].StartsWith("方面"))
            return With(text, text[at] == '部' ? NumberStyle.Part : NumberStyle.Ordinal, value, SkipPunctuation(text, at + 2));

        if (text[at] is '章' or '篇' && at + 1 < text.Length && !Characters.IsHan(text[at + 1]))
            return With(text, NumberStyle.Part, value, SkipPunctuation(text, at + 1));

        return text[at] is '，' or '、' or ',' or '：' or ':' or '.' ? With(text, NumberStyle.Ordinal, value, at + 1) : null;
    }

    private static Numbering? Its(ReadOnlySpan<char> text)
    {
        if (text[1] == '次')
            return text.Length > 2 && text[2] is '，' or '、' or ',' or '：' or '是' ? With(text, NumberStyle.Firstly, 2, 3) : null;

        var (value, length) = HanNumber(text[1..]);
        return length == 1 && text.Length > 2 && text[2] is '，' or '、' or ',' or '：' or '是' ? With(text, NumberStyle.Its, value, 3) : null;
    }

    private static Numbering? Firstly(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[2] is not ('，' or '、' or ',' or '：' or '是'))
            return null;

        return text[..2] switch
        {
            "首先" => With(text, NumberStyle.Firstly, 1, 3),
            "再次" or "再者" => With(text, NumberStyle.Firstly, 3, 3),
            "最后" => With(text, NumberStyle.Firstly, 9, 3),
            _ => null,
        };
    }

    private static Numbering? Dashed(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && text[length] is '—' or '–' or '-' or '―')
            length++;

        return length >= 2 ? With(text, NumberStyle.Dash, 0, length) : null;
    }

    private static Numbering With(ReadOnlySpan<char> text, NumberStyle style, int value, int length) =>
        new(style, value, SkipBlanks(text, length));

    private static bool TryArabic(ReadOnlySpan<char> text, out int value, out int length)
    {
        value = length = 0;
        for (; length < text.Length && length < 4 && IsDigit(text[length]); length++)
            value = (value * 10) + (text[length] <= '9' ? text[length] - '0' : text[length] - '０');

        return length > 0;
    }

    private static bool IsDigit(char c) => c is (>= '0' and <= '9') or (>= '０' and <= '９');

    private static bool IsYear(ReadOnlySpan<char> text) =>
        text.Length > 4 && text[0] is '1' or '2' && IsDigit(text[1]) && IsDigit(text[2]) && IsDigit(text[3]) && text[4] == '年';

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && Characters.IsBlank(text[at]))
            at++;

        return at;
    }

    private static int SkipPunctuation(ReadOnlySpan<char> text, int at)
    {
        at = SkipBlanks(text, at);
        return at < text.Length && text[at] is '：' or ':' or '，' or '、' or '.' ? at + 1 : at;
    }
}
