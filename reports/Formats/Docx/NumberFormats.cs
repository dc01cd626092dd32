using System.Globalization;
using System.Text;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>Numbers as Word writes them (ST_NumberFormat of ECMA-376, part 1, 17.18.59), as far as Chinese documents use them.</summary>
internal static class NumberFormats
{
    private const string Plain = "零一二三四五六七八九", Formal = "零壹贰叁肆伍陆柒捌玖", Stems = "甲乙丙丁戊己庚辛壬癸";

    /// <summary>Null for a format that is not known: rather no number than a wrong one.</summary>
    public static string? Render(int value, string format) => format switch
    {
        "decimal" or "decimalHalfWidth" => value.ToString(CultureInfo.InvariantCulture),
        "decimalZero" => value.ToString("00", CultureInfo.InvariantCulture),
        "decimalFullWidth" or "decimalFullWidth2" =>
            string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(c => (char)(c + ('０' - '0')))),
        "chineseCounting" or "chineseCountingThousand" or "japaneseCounting" or "taiwaneseCounting"
            or "taiwaneseCountingThousand" or "koreanCounting" => Counting(value, Plain, "十百千"),
        "chineseLegalSimplified" or "ideographLegalTraditional" or "japaneseLegal" => Counting(value, Formal, "拾佰仟"),
        "ideographDigital" or "japaneseDigitalTenThousand" or "taiwaneseDigital" =>
            string.Concat(value.ToString(CultureInfo.InvariantCulture).Select(c => c == '0' ? '〇' : Plain[c - '0'])),
        "ideographTraditional" when value is >= 1 and <= 10 => Stems[value - 1].ToString(),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" when value is >= 1 and <= 20 => ((char)('①' + value - 1)).ToString(),
        "decimalEnclosedParen" when value is >= 1 and <= 20 => ((char)('⑴' + value - 1)).ToString(),
        "decimalEnclosedFullstop" when value is >= 1 and <= 20 => ((char)('⒈' + value - 1)).ToString(),
        "ideographEnclosedCircle" when value is >= 1 and <= 10 => ((char)('㊀' + value - 1)).ToString(),
        "upperLetter" when value >= 1 => Letters(value, 'A'),
        "lowerLetter" when value >= 1 => Letters(value, 'a'),
        "upperRoman" when value is >= 1 and < 4000 => Roman(value),
        "lowerRoman" when value is >= 1 and < 4000 => Roman(value).ToLowerInvariant(),
        _ => null,
    };

    /// <summary>十, 十一, 二十, 一百零五: below ten thousand.</summary>
    private static string? Counting(int value, string digits, string units)
    {
        if (value is < 0 or > 9999)
            return null;
        if (value == 0)
            return digits[..1];
        var said = new StringBuilder();
        var gap = false;
        for (int power = 3, unit = 1000; power >= 0; power--, unit /= 10)
        {
            var digit = value / unit % 10;
            if (digit == 0)
            {
                gap = said.Length > 0;
                continue;
            }

            if (gap)
                said.Append(digits[0]);
            gap = false;
            if (!(digit == 1 && power == 1 && said.Length == 0 && digits == Plain))
                said.Append(digits[digit]);
            if (power > 0)
                said.Append(units[power - 1]);
        }

        return said.ToString();
    }

    /// <summary>A … Z, AA, BB: Word repeats the letter.</summary>
    private static string Letters(int value, char first) => new((char)(first + ((value - 1) % 26)), Math.Min(((value - 1) / 26) + 1, 8));

    private static string Roman(int value)
    {
        var said = new StringBuilder();
        foreach (var (worth, sign) in (ReadOnlySpan<(int, string)>)[(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),
            (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")])
        {
            for (; value >= worth; value -= worth)
                said.Append(sign);
        }

        return said.ToString();
    }
}
