using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.NearDuplicates;

/// <summary>The groups of documents that say the same, over all segments of a commit.</summary>
internal sealed class DuplicateGroups
{
    private readonly SegmentDuplicates[] _segments;
    private readonly int[] _firsts;
    private readonly int[] _starts;
    private readonly int[] _members;

    /// <param name="segments">In their order, each with the number of its first document.</param>
    /// <param name="field">The text field that is compared.</param>
    public DuplicateGroups(IReadOnlyList<(SegmentReader Reader, int First)> segments, int field)
    {
        _segments = new SegmentDuplicates[segments.Count];
        _firsts = [.. segments.Select(segment => segment.First)];
        for (var s = 0; s < _segments.Length; s++)
            _segments[s] = SegmentDuplicates.Of(segments[s].Reader, s == 0 ? null : _segments[s - 1], field);
        Count = _segments.Length == 0 ? 0 : _segments[^1].EndGroup;

        // Members by counting sort: starts, then documents in ascending order.
        _starts = new int[Count + 1];
        foreach (var segment in _segments)
            foreach (var group in segment.Groups)
                _starts[group + 1]++;
        for (var g = 0; g < Count; g++)
            _starts[g + 1] += _starts[g];
        _members = new int[_starts[Count]];
        var next = _starts.AsSpan(0, Count).ToArray();
        Shared = new BitSet[_segments.Length];
        for (var s = 0; s < _segments.Length; s++)
        {
            var groups = _segments[s].Groups;
            Shared[s] = new BitSet(groups.Length);
            for (var d = 0; d < groups.Length; d++)
            {
                _members[next[groups[d]]++] = _firsts[s] + d;
                if (_starts[groups[d] + 1] - _starts[groups[d]] > 1)
                    Shared[s].Words[d >> 6] |= 1UL << d;
            }
        }
    }

    /// <summary>How many groups there are; they are numbered from 0.</summary>
    public int Count { get; }

    /// <summary>Of each segment the documents that are not alone in their group.</summary>
    public BitSet[] Shared { get; }

    /// <summary>The number of a segment's first document.</summary>
    public int FirstOf(int segment) => _firsts[segment];

    public ReadOnlySpan<int> GroupsOf(int segment) => _segments[segment].Groups;

    /// <summary>The documents of a group, ascending, deleted ones among them.</summary>
    public ReadOnlySpan<int> Members(int group) => _members.AsSpan(_starts[group].._starts[group + 1]);
}
