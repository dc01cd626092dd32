using KnowledgeBase.Engine.Analysis;

namespace KnowledgeBase.Engine.Signatures;

/// <summary>What of a text is compared: its folded characters without separators, digits and Chinese numerals.</summary>
/// <remarks>Dates, amounts, numbering and punctuation are what a copied passage changes first, and all that many copies change.</remarks>
internal static class MaskedText
{
    private const string Numerals = "十百千万亿两几";

    private static readonly bool[] Left = BuildLeft();

    /// <summary>Writes the compared characters of a text and returns how many they are.</summary>
    /// <param name="to">At least as long as the text.</param>
    public static int Write(ReadOnlySpan<char> text, Span<char> to)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (Left[c])
                to[length++] = Folding.Current.Fold(c);
        }

        return length;
    }

    private static bool[] BuildLeft()
    {
        var left = new bool[char.MaxValue + 1];
        for (var i = 0; i < left.Length; i++)
        {
            var folded = Folding.Current.Fold((char)i);
            left[i] = !Folding.IsSeparator(folded) && !char.IsAsciiDigit(folded) && !Numerals.Contains(folded, StringComparison.Ordinal);
        }

        return left;
    }
}
