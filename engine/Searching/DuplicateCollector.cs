using System.Numerics;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.NearDuplicates;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Counts groups of near-duplicates instead of documents and keeps the best hit of each. Documents that are alone in their group go the
/// usual way; the matches among the others are remembered, and at the end counted group by group.
/// </summary>
internal sealed class DuplicateCollector
{
    private readonly DuplicateGroups _groups;
    private readonly FacetCounter[] _facets;
    private readonly TopGroups _top;
    private readonly bool _isSorted;
    private readonly Func<SegmentView, int, long> _sortKey;

    /// <summary>Groups that are counted.</summary>
    private readonly BitSet _seen;

    /// <summary>Of each segment the matches that share their group; null where there are none.</summary>
    private readonly (SegmentView View, SegmentMasks Masks, BitSet Matches)?[] _shared;

    /// <param name="capacity">How many of the best are kept.</param>
    /// <param name="isSorted">Whether something else than the score orders the hits.</param>
    public DuplicateCollector(
        DuplicateGroups groups, FacetCounter[] facets, int capacity, bool isSorted, Func<SegmentView, int, long> sortKey)
    {
        (_groups, _facets, _isSorted, _sortKey) = (groups, facets, isSorted, sortKey);
        _top = new TopGroups(capacity);
        _seen = new BitSet(groups.Count);
        _shared = new (SegmentView, SegmentMasks, BitSet)?[groups.Shared.Length];
    }

    /// <summary>How many groups had a hit.</summary>
    public long Total { get; private set; }

    /// <summary>The best document of each of the best groups, in any order.</summary>
    public IEnumerable<Rank> Best => _top.Ranks;

    /// <summary>The score that a document must exceed to change what is kept.</summary>
    public double Threshold => _isSorted || !_top.IsFull ? double.NegativeInfinity : _top.WorstScore;

    public void Collect(int number, SegmentView segment, SegmentMasks masks, Window window)
    {
        var shared = _groups.Shared[number];
        var own = _groups.GroupsOf(number);
        var threshold = Threshold;
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

            if (_facets.Length > 0 && (window.Matches[i] & shared.Words[at]) is not 0 and var matches)
            {
                _shared[number] ??= (segment, masks, new BitSet(shared.Length));
                _shared[number]!.Value.Matches.Words[at] = matches;
            }

            for (var word = window.Scored[i]; word != 0; word &= word - 1)
            {
                var offset = i * 64 + BitOperations.TrailingZeroCount(word);
                var score = (float)window.Scores[offset];
                if (score <= threshold)
                    continue;
                var document = window.Start + offset;
                _top.Offer(own[document], new Rank(_sortKey(segment, document), score, segment.First + document));
                threshold = Threshold;
            }
        }

        for (var f = 0; f < _facets.Length; f++)
            _facets[f].Count(window, masks.Facet(f), shared);
    }

    /// <summary>Counts the values of the groups that share, each once for each group.</summary>
    public void CountShared()
    {
        if (Array.TrueForAll(_shared, static one => one is null))
            return;
        var counted = new BitSet(_groups.Count);
        for (var number = 0; number < _shared.Length; number++)
        {
            if (_shared[number] is not { } one)
                continue;
            var own = _groups.GroupsOf(number);
            for (var document = one.Matches.NextSet(0); document < own.Length; document = one.Matches.NextSet(document + 1))
            {
                if (counted[own[document]])
                    continue;
                counted.Set(own[document]);
                CountGroup(own[document], number);
            }
        }

        foreach (var facet in _facets)
            facet.EndGroups();
    }

    /// <param name="first">The first segment that may have members that match.</param>
    private void CountGroup(int group, int first)
    {
        var number = first;
        foreach (var member in _groups.Members(group))
        {
            while (number + 1 < _shared.Length && _groups.FirstOf(number + 1) <= member)
                number++;
            var document = member - _groups.FirstOf(number);
            if (document < 0 || _shared[number] is not { } one || !one.Matches[document])
                continue;
            for (var f = 0; f < _facets.Length; f++)
                if (one.Masks.Facet(f) is not { } mask || mask[document])
                    _facets[f].CountOnce(one.View.Reader, number, document, group);
        }
    }
}
