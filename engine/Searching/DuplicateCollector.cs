using System.Numerics;
using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.NearDuplicates;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Counts groups of near-duplicates instead of documents and keeps the best hit of each. Documents that are alone in their group go the
/// usual way; the others are looked at one by one.
/// </summary>
internal sealed class DuplicateCollector(DuplicateGroups groups, FacetCounter[] facets, TopHits top, Func<SegmentView, int, long> sortKey)
{
    private readonly BitSet _seen = new(groups.Count);
    private readonly Dictionary<int, Rank> _best = [];

    /// <summary>How many groups had a hit.</summary>
    public long Total { get; private set; }

    public void Collect(int segmentNumber, SegmentView segment, SegmentMasks masks, Window window, Func<double> threshold)
    {
        var shared = groups.Shared[segmentNumber];
        var own = groups.GroupsOf(segmentNumber);
        for (var words = Window.NonZero(window.Matches); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            var at = (window.Start >> 6) + i;
            var hits = window.Matches[i] & (masks.Hits?.Words[at] ?? ulong.MaxValue);
            Total += BitOperations.PopCount(hits & ~shared.Words[at]);
            for (var word = hits & shared.Words[at]; word != 0; word &= word - 1)
            {
                var group = own[at * 64 + BitOperations.TrailingZeroCount(word)];
                if (_seen[group])
                    continue;
                _seen.Set(group);
                Total++;
            }

            for (var word = window.Scored[i]; word != 0; word &= word - 1)
                Offer(segment, shared, own, at * 64 + BitOperations.TrailingZeroCount(word), window, threshold());
        }

        for (var f = 0; f < facets.Length; f++)
            Count(facets[f], masks.Facet(f), window, shared, own);
    }

    /// <summary>Puts the best of each group among the top hits.</summary>
    public void Finish()
    {
        foreach (var rank in _best.Values)
            top.Offer(rank);
    }

    private void Offer(SegmentView segment, BitSet shared, ReadOnlySpan<int> own, int document, Window window, double threshold)
    {
        var score = (float)window.Scores[document - window.Start];
        if (score <= threshold)
            return;
        var rank = new Rank(sortKey(segment, document), score, segment.First + document);
        if (!shared[document])
        {
            top.Offer(rank);
            return;
        }

        ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(_best, own[document], out var known);
        if (!known || rank.CompareTo(best) < 0)
            best = rank;
    }

    private static void Count(FacetCounter facet, BitSet? mask, Window window, BitSet shared, ReadOnlySpan<int> own)
    {
        facet.Count(window, mask, shared);
        for (var words = Window.NonZero(window.Matches); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            var at = (window.Start >> 6) + i;
            for (var word = window.Matches[i] & shared.Words[at] & (mask?.Words[at] ?? ulong.MaxValue); word != 0; word &= word - 1)
            {
                var document = at * 64 + BitOperations.TrailingZeroCount(word);
                facet.CountOnce(document, own[document]);
            }
        }
    }
}
