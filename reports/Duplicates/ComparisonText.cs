using System.Buffers;
using System.Globalization;

namespace KnowledgeBase.Reports.Duplicates;

/// <summary>
/// Normalizes a text so that copies of one report become equal: without punctuation, white space and width; all numbers alike
/// (another year is no other text), all names of localities alike (another county is none), and 某, ×× and ** alike. For
/// comparison only, never displayed.
/// </summary>
internal static class ComparisonText
{
    private const char Number = '0', Unnamed = '某', Place = '地';

    /// <summary>A name of a place has two characters before its kind far more often than any other number.</summary>
    private const int NameLength = 2;
    private static readonly SearchValues<char> Kinds = SearchValues.Create("省市县縣区區州盟旗乡鄉镇鎮村");
    private static readonly SearchValues<char> Unnaming = SearchValues.Create("某×✕✖*＊○◯〇");

    /// <summary>Writes the folded text, which is never longer than twice the text, and returns its length.</summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = Narrow(text[at]);
            if (Unnaming.Contains(text[at]) || IsLoneX(text, at))
                length = AppendUnnamed(folded, length);
            else if (char.IsAsciiDigit(c))
                length = AppendOnce(folded, length, Number);
            else if (Kinds.Contains(c))
                length = AppendPlace(folded, length);
            else if (IsKept(c))
                folded[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }

    private static int AppendOnce(Span<char> folded, int length, char c)
    {
        if (length == 0 || folded[length - 1] != c)
            folded[length++] = c;
        return length;
    }

    /// <summary>One or many of them stand for a name of the usual length.</summary>
    private static int AppendUnnamed(Span<char> folded, int length)
    {
        if (length > 0 && folded[length - 1] == Unnamed)
            return length;
        folded[length++] = Unnamed;
        folded[length++] = Unnamed;
        return length;
    }

    /// <summary>The name goes with its kind; a chain of places (省、市、县) is one.</summary>
    private static int AppendPlace(Span<char> folded, int length)
    {
        var least = Math.Max(0, length - NameLength);
        while (length > least && folded[length - 1] is not (Place or Number))
            length--;
        return AppendOnce(folded, length, Place);
    }

    /// <summary>X县, but not the x of a word.</summary>
    private static bool IsLoneX(ReadOnlySpan<char> text, int at) => IsX(text[at])
        && (at == 0 || IsX(text[at - 1]) || !char.IsAsciiLetter(text[at - 1]))
        && (at + 1 == text.Length || IsX(text[at + 1]) || !char.IsAsciiLetter(text[at + 1]));

    private static bool IsX(char c) => Narrow(c) is 'x' or 'X';

    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;

    private static bool IsKept(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.OtherLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter
        or UnicodeCategory.Surrogate or UnicodeCategory.LetterNumber;
}
