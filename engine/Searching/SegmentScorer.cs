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
/// <param name="Relevant">Those that can be a hit or count in a facet; null for all.</param>
/// <param name="Counting">Whether all matches are needed, and not only the best.</param>
internal sealed record Wanted(Bits? Hits, Bits? Relevant, bool Counting)
{
    public bool IsHit(int document) => Hits is null || Hits[document];

    public bool IsRelevant(int document) => Relevant is null || Relevant[document];
}
