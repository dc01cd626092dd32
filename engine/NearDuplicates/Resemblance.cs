using System.Buffers;

namespace KnowledgeBase.Engine.NearDuplicates;

/// <summary>Decides whether two masked texts say the same: the one place that does, for the index as for the plain comparison.</summary>
internal static class Resemblance
{
    /// <summary>
    /// Of the pairs of neighbouring characters of both texts, this share at least is common (Dice). Where a fifth of the characters is
    /// changed at random, 64 % of the pairs are left, in short texts sometimes 55 %; passages of different reports on one matter rarely
    /// have 35 % in common.
    /// </summary>
    public const double Least = 0.55;

    /// <summary>Below this a changed character is a changed meaning: 形式单一 and 方式单一.</summary>
    public const int ShortText = 12;

    public static bool Holds(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length < ShortText || b.Length < ShortText)
            return a.SequenceEqual(b);
        if (Math.Min(a.Length, b.Length) < Math.Max(a.Length, b.Length) * 0.7)
            return false;
        if (a.SequenceEqual(b))
            return true;
        var pairsOfA = ArrayPool<uint>.Shared.Rent(a.Length - 1);
        var pairsOfB = ArrayPool<uint>.Shared.Rent(b.Length - 1);
        var common = Common(Pairs(a, pairsOfA), Pairs(b, pairsOfB));
        ArrayPool<uint>.Shared.Return(pairsOfA);
        ArrayPool<uint>.Shared.Return(pairsOfB);
        return 2.0 * common >= Least * (a.Length + b.Length - 2);
    }

    private static ReadOnlySpan<uint> Pairs(ReadOnlySpan<char> text, uint[] buffer)
    {
        var pairs = buffer.AsSpan(0, text.Length - 1);
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = (uint)text[i] << 16 | text[i + 1];
        pairs.Sort();
        return pairs;
    }

    /// <summary>How many two sorted lists have in common, repetitions counted.</summary>
    private static int Common(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        int common = 0, i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                common++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return common;
    }
}
