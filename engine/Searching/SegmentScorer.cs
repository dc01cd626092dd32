using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Finds what matches in one segment, window by window, ascending.</summary>
internal abstract class SegmentScorer
{
    /// <summary>
    /// Fills the next window that may have matches; false when there is none.
    /// Marks and scores every match that can be a hit and scores above the threshold. Matches that score no higher may be left out,
    /// unless <see cref="Wanted.Counting"/>: then every relevant match is marked.
    /// </summary>
    public abstract bool Next(Window window, double threshold);
}

/// <summary>What the collector of a request needs from a segment's scorer.</summary>
/// <param name="Hits">Those that can be a hit; null for all.</param>
/// <param name="Facets">Those that count in each facet; null for all.</param>
/// <param name="Counting">Whether all matches are needed, and not only the best.</param>
internal sealed record Wanted(BitSet? Hits, IReadOnlyList<BitSet?> Facets, bool Counting)
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

    /// <summary>The relevant ones among 64 documents, as bits.</summary>
    public ulong Relevant(int word)
    {
        if (Hits is null || word >= Hits.Words.Length)
            return ulong.MaxValue;
        var relevant = Hits.Words[word];
        for (var f = 0; f < Facets.Count; f++)
            relevant |= Facets[f] is { } facet ? facet.Words[word] : ulong.MaxValue;
        return relevant;
    }
}
