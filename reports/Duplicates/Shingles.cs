using System.Buffers;

namespace KnowledgeBase.Reports.Duplicates;

/// <summary>
/// The distinct runs of four characters of a normalized text, ascending. Four characters of 16 bits are one number of 64, so nothing
/// is hashed and the comparison is exact.
/// </summary>
internal static class Shingles
{
    public const int Size = 4;

    /// <summary>Empty for a text without letters; one, filled up with zeros, for a text of less than four.</summary>
    public static ulong[] Of(ReadOnlySpan<char> text)
    {
        var folded = ArrayPool<char>.Shared.Rent((2 * text.Length) + 2);
        var found = ArrayPool<ulong>.Shared.Rent((2 * text.Length) + 2);
        try
        {
            var length = ComparisonText.Fold(text, folded);
            if (length == 0)
                return [];
            ulong window = 0;
            var count = 0;
            for (var at = 0; at < length; at++)
            {
                window = (window << 16) | folded[at];
                if (at >= Size - 1)
                    found[count++] = window;
            }

            if (count == 0)
                found[count++] = window;
            var all = found.AsSpan(0, count);
            all.Sort();
            return all[..Distinct(all)].ToArray();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(folded);
            ArrayPool<ulong>.Shared.Return(found);
        }
    }

    /// <summary>How many the two have in common.</summary>
    public static int Common(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int common = 0, i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            var (x, y) = (a[i], b[j]);
            if (x == y)
                common++;
            if (x <= y)
                i++;
            if (y <= x)
                j++;
        }

        return common;
    }

    private static int Distinct(Span<ulong> sorted)
    {
        var kept = 1;
        for (var at = 1; at < sorted.Length; at++)
        {
            if (sorted[at] != sorted[at - 1])
                sorted[kept++] = sorted[at];
        }

        return kept;
    }
}
