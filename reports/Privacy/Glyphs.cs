using System.Globalization;

namespace KnowledgeBase.Reports.Privacy;

/// <summary>How the characters of a number may be written: full width, in other digits, with signs between them.</summary>
internal static class Glyphs
{
    private const int FullWidthOffset = 0xFEE0;

    /// <summary>The character in half width; digits of any script as ASCII.</summary>
    public static char Fold(char c)
    {
        if (c < 0x80)
            return c;
        if (c is >= '\uFF01' and <= '\uFF5E')
            return (char)(c - FullWidthOffset);
        return CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c;
    }

    public static bool IsDigit(char c) => char.IsAsciiDigit(Fold(c));

    public static bool IsLineEnd(char c) => c is '\n' or '\r';

    public static bool IsBlank(char c) => c is ' ' or '\u3000' or '\u00A0' || (c != '\t' && !IsLineEnd(c) && char.IsWhiteSpace(c));

    public static bool IsHyphen(char c) => c is '-' or '－' or '–' or '—' or '‐' or '‑';

    public static bool IsDot(char c) => c is '.' or '．' or '·' or '•' or '・';

    public static bool IsInvisible(char c) => Characters.IsInvisible(c);
}
