using System.Diagnostics;
using System.Numerics;
using KnowledgeBase.Engine.Blobs;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.KeyIndexes;

/// <summary>Finds the number of a key. Hashes are uniformly distributed, so an interpolation search needs few probes.</summary>
internal sealed class KeyIndexReader(Section hashes, BlobReader keys)
{
    /// <summary>
    /// An index with up to so many keys has a filter: a writer asks all its segments for each new key, and as long as they are small and
    /// many, nearly all say no. The few large ones are searched.
    /// </summary>
    private const int MostFiltered = 1 << 16;

    /// <summary>Bits for each key, at least.</summary>
    private const int FilterBits = 8;

    /// <summary>
    /// One bit for each value of the highest bits of a hash, set where a key has them; null until the first search. With eight bits a key
    /// one missing key in eight, or fewer, goes on to the search.
    /// </summary>
    private ulong[]? _filter;

    /// <param name="dead">Numbers to ignore: of a key that was put twice into one segment at most one is live.</param>
    public int? Find(ReadOnlySpan<byte> key, BitSet? dead) => Find(key, KeyHash.Of(key), dead);

    /// <param name="hash">That of the key, for a caller that asks several segments.</param>
    public int? Find(ReadOnlySpan<byte> key, uint hash, BitSet? dead)
    {
        Debug.Assert(hash == KeyHash.Of(key), "the hash is that of the key");
        if (_filter is { } filter && !HasBit(filter, hash))
            return null;
        var entries = hashes.All<ulong>();
        if (_filter is null && entries.Length <= MostFiltered)
            _filter = BuildFilter(entries);
        for (var i = LowerBound(entries, (ulong)hash << 32); i < entries.Length && (uint)(entries[i] >> 32) == hash; i++)
        {
            var number = (int)(uint)entries[i];
            if (number < keys.Count && dead?[number] != true && keys[number].SequenceEqual(key))
                return number;
        }

        return null;
    }

    private static ulong[] BuildFilter(ReadOnlySpan<ulong> entries)
    {
        var filter = new ulong[Math.Max(1, BitOperations.RoundUpToPowerOf2((uint)entries.Length * FilterBits) / 64)];
        foreach (var entry in entries)
        {
            var bit = BitOf(filter, (uint)(entry >> 32));
            filter[bit >> 6] |= 1UL << (bit & 63);
        }

        return filter;
    }

    private static bool HasBit(ulong[] filter, uint hash)
    {
        var bit = BitOf(filter, hash);
        return (filter[bit >> 6] >> (bit & 63) & 1) != 0;
    }

    private static int BitOf(ulong[] filter, uint hash) => (int)((ulong)hash * ((uint)filter.Length * 64) >> 32);

    /// <summary>The index of the first entry not below a value.</summary>
    private static int LowerBound(ReadOnlySpan<ulong> entries, ulong value)
    {
        // Invariant: all entries before `low` are below the value, none from `high` on is. Ends because each probe narrows the range.
        int low = 0, high = entries.Length;
        for (var probes = 0; low < high; probes++)
        {
            var middle = (low + high) >>> 1;
            // Interpolation narrows fast for uniform hashes; halving after a few probes bounds the worst case.
            if (probes < 4 && high - low > 16)
            {
                ulong least = entries[low], greatest = entries[high - 1];
                if (value <= least)
                    return low;
                if (value > greatest)
                    return high;
                middle = low + (int)((double)(value - least) / (greatest - least) * (high - 1 - low));
            }

            if (entries[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        Debug.Assert((low == 0 || entries[low - 1] < value) && (low == entries.Length || entries[low] >= value), "the lower bound");
        return low;
    }
}
