using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Files;
using KnowledgeBase.Engine.Stored;

namespace KnowledgeBase.Engine.Keys;

/// <summary>Finds the number of a key. The hashes are spread evenly, so interpolation finds a place in a few looks.</summary>
internal sealed class KeyReader(Section hashes, BlobReader keys)
{
    /// <param name="dead">Numbers that do not count: a key that was put twice into one segment has one that is alive.</param>
    public int? Find(ReadOnlySpan<byte> key, Bits? dead)
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

    /// <summary>The first entry not below a value. Invariant: all before <c>low</c> are below it, none from <c>high</c> on is; each look narrows the two.</summary>
    private static int LowerBound(ReadOnlySpan<ulong> entries, ulong value)
    {
        int low = 0, high = entries.Length;
        for (var looks = 0; low < high; looks++)
        {
            var middle = (low + high) >>> 1;
            // Interpolating helps as long as it narrows fast; halving after that bounds it for any input.
            if (looks < 4 && high - low > 16)
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

        return low;
    }
}
