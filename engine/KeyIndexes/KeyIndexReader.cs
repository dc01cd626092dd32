using System.Diagnostics;
using KnowledgeBase.Engine.Blobs;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.KeyIndexes;

/// <summary>Finds the number of a key. Hashes are uniformly distributed, so an interpolation search needs few probes.</summary>
internal sealed class KeyIndexReader(Section hashes, BlobReader keys)
{
    /// <param name="dead">Numbers to ignore: of a key that was put twice into one segment at most one is live.</param>
    public int? Find(ReadOnlySpan<byte> key, BitSet? dead)
    {
        var hash = KeyHash.Of(key);
        var entries = hashes.All<ulong>();
        for (var i = LowerBound(entries, (ulong)hash << 32); i < entries.Length && (uint)(entries[i] >> 32) == hash; i++)
        {
            var number = (int)(uint)entries[i];
            if (number < keys.Count && dead?[number] != true && keys[number].SequenceEqual(key))
                return number;
        }

        return null;
    }

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
