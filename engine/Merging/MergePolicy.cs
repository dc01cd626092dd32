using System.Numerics;

namespace KnowledgeBase.Engine.Merging;

/// <summary>
/// Which neighbours to merge. A segment's tier is the power of eight of its size. New segments come at the end, so tiers fall from front to
/// back; when the last eight or more are of one tier or smaller ones, they become one. Each document is then rewritten about once per tier.
/// A segment larger than all that follow it together stays out: a few small neighbours are no reason to rewrite it.
/// </summary>
internal static class MergePolicy
{
    private const int Width = 8;
    private const long Smallest = 64 << 10;

    /// <summary>The first of the segments to merge and their count; a count of 0 for none.</summary>
    /// <param name="segments">Bytes, documents and live documents of each.</param>
    public static (int First, int Count) Choose(IReadOnlyList<(long Bytes, int Documents, int Live)> segments)
    {
        for (var tier = 0; tier <= 16; tier++)
        {
            var first = segments.Count;
            while (first > 0 && Tier(segments[first - 1].Bytes) <= tier)
                first--;
            first += Dominant(segments, first);
            if (segments.Count - first >= Width)
                return (first, segments.Count - first);
        }

        for (var i = 0; i < segments.Count; i++)
            if (segments[i].Documents - segments[i].Live > segments[i].Documents / 3)
                return (i, 1);
        return (0, 0);
    }

    /// <summary>How many segments from a place on are each larger than all behind them together.</summary>
    private static int Dominant(IReadOnlyList<(long Bytes, int Documents, int Live)> segments, int first)
    {
        var behind = 0L;
        for (var i = first; i < segments.Count; i++)
            behind += segments[i].Bytes;
        var count = 0;
        while (first + count < segments.Count && segments[first + count].Bytes > (behind -= segments[first + count].Bytes))
            count++;
        return count;
    }

    private static int Tier(long bytes) => BitOperations.Log2((ulong)Math.Max(1, bytes / Smallest)) / 3;
}
