using System.Runtime.Intrinsics;

namespace KnowledgeBase.Engine.Signatures;

/// <summary>
/// A MinHash of a masked text's triples of characters (Broder 1997, "On the resemblance and containment of documents"): by each of
/// <see cref="Length"/> functions the least hash of all triples. The share of equal values of two signatures estimates how many of the
/// triples the texts have in common.
/// </summary>
/// <remarks>
/// One permutation with bins would hash less, but a short text leaves bins empty, and what fills them makes two neighbouring values out of
/// one triple: every passage with a common phrase was then a candidate.
/// </remarks>
internal static class Signature
{
    /// <summary>
    /// Two neighbouring values that are both equal make a candidate. Of a copy with a tenth of its characters changed and another twentieth
    /// for names, 64 % of the triples are left, which is a resemblance of 0.47: one in 2,500 has no two neighbours equal.
    /// </summary>
    public const int Length = 32;

    private const int Shingle = 3;

    /// <summary>The functions: the hash of a triple times an odd number each.</summary>
    private static readonly Vector256<uint>[] Factors = BuildFactors();

    /// <summary>Whether it is that of a text with nothing to compare.</summary>
    public static bool IsEmpty(ReadOnlySpan<ushort> signature) => !signature.ContainsAnyExcept((ushort)0);

    /// <param name="masked">The characters of <see cref="MaskedText"/>.</param>
    /// <param name="to"><see cref="Length"/> values; all zero for no characters.</param>
    public static void Write(ReadOnlySpan<char> masked, Span<ushort> to)
    {
        if (masked.IsEmpty)
        {
            to.Clear();
            return;
        }

        var (a, b, c, d) = (Vector256<uint>.AllBitsSet, Vector256<uint>.AllBitsSet, Vector256<uint>.AllBitsSet, Vector256<uint>.AllBitsSet);
        for (var i = 0; i == 0 || i + Shingle <= masked.Length; i++)
        {
            var hash = Vector256.Create(Hash(masked.Slice(i, Math.Min(Shingle, masked.Length))));
            a = Vector256.Min(a, hash * Factors[0]);
            b = Vector256.Min(b, hash * Factors[1]);
            c = Vector256.Min(c, hash * Factors[2]);
            d = Vector256.Min(d, hash * Factors[3]);
        }

        Span<uint> least = stackalloc uint[Length];
        a.CopyTo(least);
        b.CopyTo(least[8..]);
        c.CopyTo(least[16..]);
        d.CopyTo(least[24..]);

        // The least values are all small: the multiplication spreads them over the bits that are kept.
        for (var i = 0; i < Length; i++)
            to[i] = (ushort)(least[i] * 0x9E3779B1u >> 16);
        if (IsEmpty(to))
            to[0] = 1;
    }

    /// <summary>How many values two signatures share.</summary>
    public static int Common(ReadOnlySpan<ushort> one, ReadOnlySpan<ushort> other)
    {
        var common = 0;
        for (var i = 0; i < Length; i += Vector256<ushort>.Count)
        {
            var equal = Vector256.Equals(Vector256.Create(one[i..]), Vector256.Create(other[i..]));
            common += System.Numerics.BitOperations.PopCount(equal.ExtractMostSignificantBits());
        }

        return common;
    }

    /// <summary>The key of two neighbouring values.</summary>
    public static uint Pair(ReadOnlySpan<ushort> signature, int at) => (uint)signature[at] << 16 | signature[at + 1 == Length ? 0 : at + 1];

    private static uint Hash(ReadOnlySpan<char> characters)
    {
        var hash = 0x811C9DC5u;
        foreach (var c in characters)
            hash = (hash ^ c) * 0x85EBCA6Bu;
        hash ^= hash >> 15;
        hash *= 0xC2B2AE35u;
        return hash ^ hash >> 13;
    }

    /// <summary>Numbers of a linear congruential generator (Numerical Recipes), made odd.</summary>
    private static Vector256<uint>[] BuildFactors()
    {
        var factors = new uint[Length];
        var state = 1u;
        for (var i = 0; i < Length; i++)
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            factors[i] = state | 1;
        }

        return [.. Enumerable.Range(0, Length / 8).Select(i => Vector256.Create<uint>(factors.AsSpan(i * 8, 8)))];
    }
}
