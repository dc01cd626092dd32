using System.Numerics;

namespace KnowledgeBase.Engine.Merging;

/// <summary>
/// Which neighbours to merge. A segment's tier is the power of eight of its size. New segments come at the end, so tiers fall from front to
/// back; when the last eight or more are of one tier or smaller ones, they become one. Each document is then rewritten about once per tier.
/// </summary>
internal static class MergePolicy
{
    const int Width = 8;
    const long Smallest = 64 << 10;

    /// <summary>The first of the segments to merge and their count; a count of 0 for none.</summary>
    /// <param name="segments">Bytes, documents and live documents of each.</param>
    public static (int First, int Count) Choose(IReadOnlyList<(long Bytes, int Documents, int Live)> segments)
    {
        for (var tier = 0; tier <= 16; tier++)
        {
            var first = segments.Count;
            while (first > 0 && Tier(segments[first - 1].Bytes) <= tier)
                first--;
            if (segments.Count - first >= Width)
                return (first, segments.Count - first);
        }
        for (var i = 0; i < segments.Count; i++)
            if (segments[i].Documents - segments[i].Live > segments[i].Documents / 3)
                return (i, 1);
        return (0, 0);
    }

    static int Tier(long bytes) => BitOperations.Log2((ulong)Math.Max(1, bytes / Smallest)) / 3;
}
