using System.Numerics;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Counts groups instead of documents and keeps the best hit of each. A group's documents follow each other.</summary>
internal sealed class GroupCollector(
    SegmentView segment,
    SegmentMasks masks,
    FacetCounter[] facets,
    TopHits top,
    Func<SegmentView, int, long> sortKey)
{
    private int _group = -1;
    private int _end;
    private long _total;
    private Rank? _best;

    public void Collect(Window window)
    {
        for (var i = 0; i < window.Matches.Length; i++)
            for (var word = window.Matches[i]; word != 0; word &= word - 1)
                Collect(window, window.Start + i * 64 + BitOperations.TrailingZeroCount(word));
    }

    /// <summary>How many groups had a hit.</summary>
    public long Finish()
    {
        EndGroup();
        return _total;
    }

    private void Collect(Window window, int document)
    {
        if (document >= _end)
        {
            EndGroup();
            _group = segment.Reader.GroupOf(document);
            _end = segment.Reader.GroupStart(_group + 1);
        }

        for (var f = 0; f < facets.Length; f++)
            if (masks.Facet(f) is not { } mask || mask[document])
                facets[f].CountGroup(document, _group);
        if (masks.Hits is { } hits && !hits[document])
            return;
        var rank = new Rank(sortKey(segment, document), (float)window.Scores[document - window.Start], segment.First + document);
        if (_best is not { } best || rank.CompareTo(best) < 0)
            _best = rank;
    }

    private void EndGroup()
    {
        if (_best is not { } best)
            return;
        _total++;
        top.Offer(best);
        _best = null;
    }
}
