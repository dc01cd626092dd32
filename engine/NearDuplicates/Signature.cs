namespace KnowledgeBase.Engine.NearDuplicates;

/// <summary>
/// A MinHash of a masked text's triples of characters, by one permutation (Li, Owen, Zhang 2012, "One permutation hashing"): the hashes
/// fall into <see cref="Length"/> bins, of each of which the least is kept; an empty bin takes over the next one's.
/// The share of equal values of two signatures estimates how many of the triples the texts have in common.
/// </summary>
internal static class Signature
{
    /// <summary>
    /// Two neighbouring values that are both equal make a candidate. Of a copy with a tenth of its characters changed and another twentieth
    /// for names, 64 % of the triples are left, which is a resemblance of 0.47: one in 2,500 has no two neighbours equal.
    /// </summary>
    public const int Length = 32;

    private const int Shingle = 3;

    public static void Write(ReadOnlySpan<char> masked, Span<ushort> to)
    {
        Span<uint> least = stackalloc uint[Length];
        least.Fill(uint.MaxValue);
        if (masked.Length < Shingle)
            least[0] = Hash(masked);
        for (var i = 0; i + Shingle <= masked.Length; i++)
        {
            var hash = Hash(masked.Slice(i, Shingle));
            ref var bin = ref least[(int)(hash % Length)];
            bin = Math.Min(bin, hash / Length);
        }

        for (var i = 0; i < Length; i++)
        {
            var from = i;
            while (least[from % Length] == uint.MaxValue)
                from++;

            // What is borrowed from afar is another value than at home, as in Shrivastava, Li 2014.
            to[i] = (ushort)((least[from % Length] + (uint)(from - i) * 0x9E37u) * 0x9E3779B1u >> 16);
        }
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
}
