using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Finds what matches in one segment, window by window, ascending.</summary>
internal abstract class SegmentScorer
{
    /// <summary>
    /// Fills the next window in which something may be; false when there is none.
    /// It marks and scores every matching document that is wanted and scores above the threshold. What matches but scores no higher may
    /// be left out, unless <see cref="Wanted.Counting"/>: then all that matches and is relevant is marked.
    /// </summary>
    public abstract bool Next(Window window, double threshold);
}

/// <summary>Which documents of a segment a request can use.</summary>
/// <param name="Hits">Those that can be a hit; null for all.</param>
/// <param name="Facets">Those that count in each facet; null for all.</param>
/// <param name="Counting">Whether all matches are needed, and not only the best.</param>
internal sealed record Wanted(Bits? Hits, IReadOnlyList<Bits?> Facets, bool Counting)
{
    public bool IsHit(int document) => Hits is null || Hits[document];

    /// <summary>Whether it can be a hit or count in a facet.</summary>
    public bool IsRelevant(int document)
    {
        if (IsHit(document))
            return true;
        for (var f = 0; f < Facets.Count; f++)
            if (Facets[f] is null || Facets[f]![document])
                return true;
        return false;
    }
}
