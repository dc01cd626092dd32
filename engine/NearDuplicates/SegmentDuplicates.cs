using System.Buffers;
using System.Runtime.CompilerServices;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.NearDuplicates;

/// <summary>
/// Which documents of a segment say the same as an earlier one, in it or in the segments before it. In the order of the documents, each
/// joins the first leader that it resembles (<see cref="Resemblance"/>), or leads a group of its own. So every document of a group
/// resembles its leader, and the groups are the same however the documents are split into segments.
/// </summary>
/// <remarks>
/// A segment never changes, so what is computed for it behind given others is kept for as long as it is open. A leader that has been
/// deleted leads on until its segment is merged.
/// </remarks>
internal sealed class SegmentDuplicates
{
    private static readonly ConditionalWeakTable<SegmentReader, List<SegmentDuplicates>> Known = [];

    private readonly SegmentReader _reader;
    private readonly SegmentDuplicates? _before;
    private readonly int _field;
    private readonly int[] _groups;
    private readonly List<int> _leaders = [];

    /// <summary>A hash table of the pairs of values that texts of a group have, and by which the group's leader is found.</summary>
    private readonly int[] _heads;
    private readonly List<Entry> _entries = [];
    private readonly int _shift;

    private SegmentDuplicates(SegmentReader reader, SegmentDuplicates? before, int field)
    {
        (_reader, _before, _field) = (reader, before, field);
        _groups = new int[reader.Documents];
        var bits = Math.Clamp(32 - int.LeadingZeroCount(reader.Documents * Signature.Length / 2), 4, 22);
        _shift = 32 - bits;
        _heads = new int[1 << bits];
        FirstGroup = before?.EndGroup ?? 0;
        Assign();
    }

    /// <summary>The number of the first group that a document of this segment leads.</summary>
    public int FirstGroup { get; }

    public int EndGroup => FirstGroup + _leaders.Count;

    /// <summary>The group of each document.</summary>
    public ReadOnlySpan<int> Groups => _groups;

    /// <param name="before">The segments before it, or null for none.</param>
    public static SegmentDuplicates Of(SegmentReader reader, SegmentDuplicates? before, int field)
    {
        var known = Known.GetValue(reader, static _ => []);
        lock (known)
        {
            if (known.Find(one => one._before == before && one._field == field) is { } found)
                return found;

            // Behind others than now, nobody needs it any more.
            known.Clear();
            known.Add(new SegmentDuplicates(reader, before, field));
            return known[0];
        }
    }

    private void Assign()
    {
        Span<ushort> signature = stackalloc ushort[Signature.Length];
        var seen = new HashSet<int>();
        for (var d = 0; d < _groups.Length; d++)
        {
            var length = _reader.TryText(d, _field, out var text) ? text.Length : 0;
            var buffer = ArrayPool<char>.Shared.Rent(length);
            var masked = buffer.AsSpan(0, length == 0 ? 0 : MaskedText.Write(text, buffer));
            _groups[d] = -1;
            if (!masked.IsEmpty)
            {
                Signature.Write(masked, signature);
                seen.Clear();
                _groups[d] = Find(masked, signature, seen);
            }

            if (_groups[d] < 0)
            {
                _groups[d] = EndGroup;
                _leaders.Add(d);
            }

            // An empty text leads a group that nothing joins.
            if (!masked.IsEmpty)
                AddPairs(_groups[d], signature);

            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>The group of the first leader that a text resembles, or −1.</summary>
    private int Find(ReadOnlySpan<char> masked, ReadOnlySpan<ushort> signature, HashSet<int> seen)
    {
        // A group of an earlier segment has a lower number, but pairs of it may be known from here alone: all are looked at.
        var first = _before?.Find(masked, signature, seen) ?? -1;
        for (var at = 0; at < Signature.Length; at++)
        {
            var pair = Signature.Pair(signature, at);
            for (var entry = _heads[Slot(pair, at)]; entry > 0; entry = _entries[entry - 1].Next)
            {
                var (ownPair, group, _) = _entries[entry - 1];
                if (ownPair == pair && (first < 0 || group < first) && seen.Add(group) && Resembles(group, masked))
                    first = group;
            }
        }

        return first;
    }

    private bool Resembles(int group, ReadOnlySpan<char> masked)
    {
        if (group < FirstGroup)
            return _before!.Resembles(group, masked);
        _reader.TryText(_leaders[group - FirstGroup], _field, out var text);
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var holds = Resemblance.Holds(buffer.AsSpan(0, MaskedText.Write(text, buffer)), masked);
        ArrayPool<char>.Shared.Return(buffer);
        return holds;
    }

    /// <summary>
    /// Makes a group's leader known by the pairs of one of its texts: copies that have little in common with each other's changes are
    /// found by what other copies have. A pair that the group has already adds nothing.
    /// </summary>
    private void AddPairs(int group, ReadOnlySpan<ushort> signature)
    {
        for (var at = 0; at < Signature.Length; at++)
        {
            var pair = Signature.Pair(signature, at);
            ref var head = ref _heads[Slot(pair, at)];
            var entry = head;
            while (entry > 0 && (_entries[entry - 1].Pair != pair || _entries[entry - 1].Group != group))
                entry = _entries[entry - 1].Next;
            if (entry > 0)
                continue;
            _entries.Add(new Entry(pair, group, head));
            head = _entries.Count;
        }
    }

    private int Slot(uint pair, int at) => (int)((pair ^ (uint)at * 0x85EBCA6Bu) * 0x9E3779B1u >> _shift);

    /// <param name="Next">The next entry of the slot plus one, 0 for none.</param>
    private readonly record struct Entry(uint Pair, int Group, int Next);
}
