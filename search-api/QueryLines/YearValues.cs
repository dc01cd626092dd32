using System.Globalization;
using KnowledgeBase.Engine;

namespace KnowledgeBase.SearchApi.QueryLines;

/// <summary>Years as people write them: 2023, 2023年, ２０２３, 二〇二三年, 2021..2023, 2021-2023, 2021年至2023年, &gt;=2022.</summary>
public static class YearValues
{
    private const string ChineseDigits = "〇一二三四五六七八九";

    private static readonly string[] Joints = ["..", "-", "~", "至", "到"];

    private static readonly (string Sign, bool IsLower, int Shift)[] Comparisons =
        [(">=", true, 0), ("=>", true, 0), ("<=", false, 0), ("=<", false, 0), (">", true, 1), ("<", false, -1)];

    /// <summary>The years that a value names, or null.</summary>
    public static NumberRange? Read(string value)
    {
        var text = Plain(value);
        if (text is ['=', not ('<' or '>'), ..])
            text = text[1..];
        foreach (var (sign, isLower, shift) in Comparisons)
        {
            if (text.StartsWith(sign, StringComparison.Ordinal))
            {
                return Year(text[sign.Length..]) is { } bound
                    ? isLower ? new NumberRange(bound + shift, int.MaxValue) : new NumberRange(int.MinValue, bound + shift)
                    : null;
            }
        }

        if (Year(text) is { } year)
            return new NumberRange(year, year);
        foreach (var joint in Joints)
        {
            if (text.IndexOf(joint, StringComparison.Ordinal) is var at and >= 0)
                return Between(text[..at], text[(at + joint.Length)..], joint == "..");
        }

        return null;
    }

    /// <summary>As <see cref="Read"/> takes it back.</summary>
    public static string Format(NumberRange range) => range switch
    {
        { From: int.MinValue } => FormattableString.Invariant($"..{range.To}"),
        { To: int.MaxValue } => FormattableString.Invariant($"{range.From}.."),
        _ when range.From == range.To => range.From.ToString(CultureInfo.InvariantCulture),
        _ => FormattableString.Invariant($"{range.From}..{range.To}"),
    };

    /// <summary>One year in one of its spellings, or null: four digits, with 年 or 年度 behind them or without.</summary>
    public static int? ReadOne(string value) => Year(Plain(value));

    private static NumberRange? Between(string from, string to, bool mayBeOpen)
    {
        if (from.Length + to.Length == 0)
            return null;
        int? low = from.Length == 0 && mayBeOpen ? int.MinValue : Year(from);
        int? high = to.Length == 0 && mayBeOpen ? int.MaxValue : Year(to);
        return low <= high ? new NumberRange(low.Value, high.Value) : null;
    }

    private static int? Year(string text)
    {
        if (text.EndsWith("年度", StringComparison.Ordinal))
            text = text[..^2];
        else if (text.EndsWith('年'))
            text = text[..^1];
        return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= 1000
            ? year
            : null;
    }

    /// <summary>Half width, Arabic digits, one kind of dash and of comparison, no spaces.</summary>
    private static string Plain(string value)
    {
        var plain = new System.Text.StringBuilder(value.Length);
        foreach (var c in value)
        {
            var half = c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
            if (char.IsWhiteSpace(half))
                continue;
            if (half is '≥' or '≧')
                plain.Append(">=");
            else if (half is '≤' or '≦')
                plain.Append("<=");
            else if (half is '—' or '–' or '―' or '－' or '−')
                plain.Append(plain.Length > 0 && plain[^1] == '-' ? "" : "-");
            else if (half is '…')
                plain.Append("..");
            else if (half is '〜')
                plain.Append('~');
            else
                plain.Append(Digit(half));
        }

        return plain.ToString();
    }

    private static char Digit(char c)
    {
        if (c is '零' or '○' or '◯')
            return '0';
        var digit = ChineseDigits.IndexOf(c, StringComparison.Ordinal);
        return digit < 0 ? c : (char)('0' + digit);
    }
}
