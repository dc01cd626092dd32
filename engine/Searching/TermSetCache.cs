using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// The documents of frequent terms as sets, made when a term is first used on a segment, which never changes; they go with it. A set
/// answers whether a document has the term without decoding a block, and marks 64 documents at once.
/// </summary>
internal static class TermSetCache
{
    /// <summary>Terms that at least one document in so many has: below that, decoding the few blocks of a window is as fast.</summary>
    private const int LeastFrequent = 64;

    /// <summary>Below so many documents a set saves nothing.</summary>
    private const int LeastDocuments = 1024;

    /// <summary>What the sets of a segment take at most.</summary>
    private const long MaxBytes = 48 << 20;

    private static readonly ConditionalWeakTable<SegmentReader, Sets> Caches = [];

    /// <summary>The documents of a term, or null where it is not frequent. Not to be changed.</summary>
    public static BitSet? Of(SegmentReader segment, uint term, PostingsReader postings)
    {
        if (segment.Documents < LeastDocuments || (long)postings.Count * LeastFrequent < segment.Documents)
            return null;
        var sets = Caches.GetValue(segment, _ => new Sets());
        if (sets.ByTerm.TryGetValue(term, out var set))
            return set;
        if ((sets.ByTerm.Count + 1L) * (segment.Documents / 8) > MaxBytes && !sets.MakeRoom())
            return null;
        set = Read(postings, segment.Documents);
        sets.ByTerm.TryAdd(term, set);
        return set;
    }

    private static BitSet Read(PostingsReader postings, int count)
    {
        var set = new BitSet(count);
        Span<uint> documents = stackalloc uint[PostingsFormat.Block];
        for (var block = 0; block < postings.BlockCount; block++)
            foreach (var document in documents[..postings.ReadDocuments(block, documents)])
                set.Set((int)document);
        return set;
    }

    private sealed class Sets
    {
        /// <summary>So many refusals for each set that is there, and it is time for others.</summary>
        private const int Refusals = 16;

        private int _refused;

        public ConcurrentDictionary<uint, BitSet> ByTerm { get; } = [];

        /// <summary>
        /// Drops all sets after many refusals, so that what is used now gets in; making sets for each query would take longer than they
        /// save.
        /// </summary>
        public bool MakeRoom()
        {
            if (Interlocked.Increment(ref _refused) < Refusals * ByTerm.Count)
                return false;
            _refused = 0;
            ByTerm.Clear();
            return true;
        }
    }
}
