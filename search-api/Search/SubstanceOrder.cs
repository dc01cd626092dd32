using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Substance;
using KnowledgeBase.SearchApi.QueryRelaxation;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Puts passages with named events, numbers and reasons before those of stock phrases.</summary>
internal static class SubstanceOrder
{
    /// <summary>How many of the best hits change places; the others follow in the plain order.</summary>
    public const int Depth = 300;

    /// <summary>
    /// The hits by (1 - wanted) × place + wanted × substance. Both lie between 0 and 1, so of two hits the one with more substance, once
    /// before the other, stays before it for every greater <paramref name="wanted"/>; 0 is the plain order.
    /// </summary>
    public static IReadOnlyList<(Hit Hit, LadderStep Step)> Arrange(
        Snapshot snapshot, IReadOnlyList<(Hit Hit, LadderStep Step)> hits, double wanted)
    {
        var count = Math.Min(Depth, hits.Count);
        return [.. hits.Take(count)
            .Select((hit, place) => (hit, Value: ((1 - wanted) * (1 - (place / (double)count))) + (wanted * Of(snapshot, hit.Hit))))
            .OrderByDescending(entry => entry.Value)
            .Select(entry => entry.hit)
            .Concat(hits.Skip(count))];
    }

    private static double Of(Snapshot snapshot, Hit hit)
    {
        try
        {
            return SubstanceScore.Of(PassageDocument.Read(snapshot, hit.Document).Text);
        }
        catch (IndexDamagedException)
        {
            // The hit is left out when it is presented.
            return 0;
        }
    }
}
