using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Which documents of a segment can be hits, and which count in each facet: the live ones that pass all filters, for a facet
/// all except those on its own field.
/// </summary>
internal sealed class SegmentMasks
{
    private readonly BitSet?[] _facets;

    public SegmentMasks(SearchRequest request, IndexSchema schema, SegmentView segment)
    {
        BitSet? live = null;
        if (segment.State.DeadDocuments is { } dead)
        {
            live = new BitSet(dead.Length);
            for (var i = 0; i < live.Words.Length; i++)
                live.Words[i] = ~dead.Words[i];
        }

        Hits = Mask(request, schema, segment, live, null);
        _facets = [.. request.Facets.Select(facet => Mask(request, schema, segment, live, facet.Field))];
    }

    /// <summary>Null for all.</summary>
    public BitSet? Hits { get; }

    /// <summary>Of each facet.</summary>
    public IReadOnlyList<BitSet?> Facets => _facets;

    public BitSet? Facet(int facet) => _facets[facet];

    private BitSet? Mask(SearchRequest request, IndexSchema schema, SegmentView segment, BitSet? live, string? without)
    {
        if (without is not null && request.Filters.All(filter => filter.Field != without))
            return Hits;
        var mask = live;
        foreach (var filter in request.Filters)
        {
            var members = FilterCache.Members(filter, schema, segment.Reader);
            if (filter.Field == without)
                continue;
            if (mask is null)
            {
                mask = members;
                continue;
            }

            var both = new BitSet(mask.Length);
            for (var i = 0; i < both.Words.Length; i++)
                both.Words[i] = mask.Words[i] & members.Words[i];
            mask = both;
        }

        return mask;
    }
}
