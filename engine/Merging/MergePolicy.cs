using System.Numerics;

namespace KnowledgeBase.Engine.Merging;

/// <summary>
/// Chooses adjacent segments to merge. A segment's tier is the power of eight of its size. New segments are appended, so tiers fall from
/// front to back; when the last eight or more are of one tier or below, they are merged. A document is thus rewritten about once per tier.
/// A segment larger than all that follow it together is left out, so that a large one is not rewritten for a few small ones.
/// </summary>
internal static class MergePolicy
{
    private const int SegmentsPerMerge = 8;
    private const long SmallestTierBytes = 64 << 10;

    /// <summary>
    /// What the format holds in a segment, of documents and of groups: the key index has 8 bytes each in one section, which is read as a
    /// whole and so must be below 2 GiB.
    /// </summary>
    public const int MaxSegmentDocuments = (1 << 28) - 1;

    /// <summary>The first of the segments to merge and their count; a count of 0 for none.</summary>
    /// <param name="segments">Bytes, documents and live documents of each; groups where there are more of them than documents.</param>
    /// <param name="maxDocuments">The most documents that a merged segment may have.</param>
    public static (int First, int Count) Choose(
        IReadOnlyList<(long Bytes, int Documents, int Live)> segments,
        int maxDocuments = MaxSegmentDocuments)
    {
        for (var tier = 0; tier <= 16; tier++)
        {
            var first = segments.Count;
            while (first > 0 && Tier(segments[first - 1].Bytes) <= tier)
                first--;
            first += CountDominant(segments, first);
            if (segments.Count - first >= SegmentsPerMerge && Fitting(segments, first, maxDocuments) is var count and > 1)
                return (first, count);
        }

        for (var i = 0; i < segments.Count; i++)
            if (segments[i].Documents - segments[i].Live > segments[i].Documents / 3)
                return (i, 1);
        return (0, 0);
    }

    /// <summary>How many segments from an index on are each larger than all that follow them together.</summary>
    private static int CountDominant(IReadOnlyList<(long Bytes, int Documents, int Live)> segments, int first)
    {
        var behind = 0L;
        for (var i = first; i < segments.Count; i++)
            behind += segments[i].Bytes;
        var count = 0;
        while (first + count < segments.Count && segments[first + count].Bytes > (behind -= segments[first + count].Bytes))
            count++;
        return count;
    }

    /// <summary>How many segments from an index on fit into one.</summary>
    public static int Fitting(
        IReadOnlyList<(long Bytes, int Documents, int Live)> segments,
        int first,
        int maxDocuments = MaxSegmentDocuments)
    {
        var documents = 0L;
        var count = 0;
        while (first + count < segments.Count && (documents += segments[first + count].Live) <= maxDocuments)
            count++;
        return count;
    }

    private static int Tier(long bytes) => BitOperations.Log2((ulong)Math.Max(1, bytes / SmallestTierBytes)) / 3;
}
