using System.Buffers;
using System.Runtime.CompilerServices;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Signatures;

namespace KnowledgeBase.Engine.NearDuplicates;

/// <summary>
/// Which documents of a segment say the same as an earlier one, in it or in the segments before it. In the order of the documents, each
/// joins the nearest leader that it resembles (<see cref="Resemblance"/>), or leads a group of its own. So every document of a group
/// resembles its leader, and the groups are the same however the documents are split into segments.
/// </summary>
/// <remarks>
/// A segment never changes, so what is computed for it behind given others is kept for as long as it is open. A leader that has been
/// deleted leads on until its segment is merged.
/// </remarks>
internal sealed class SegmentDuplicates
{
    private static readonly ConditionalWeakTable<SegmentReader, List<SegmentDuplicates>> Known = [];

    /// <summary>
    /// So many groups are found by one pair, the first ones. A pair that more have is a phrase of the genre; what says the same has seven
    /// pairs in common on average, of which few are such.
    /// </summary>
    private const int MostOfPair = 32;

    /// <summary>
    /// So many values of a leader's signature a text that says the same has. Of a text and a leader that are both copies with a tenth
    /// changed, eleven are equal on average, and fewer than four in three of a thousand cases.
    /// </summary>
    private const int LeastCommon = 4;

    private readonly SegmentReader _reader;
    private readonly SegmentDuplicates? _before;
    private readonly int _field;
    private readonly int[] _groups;

    /// <summary>Null where they are stored.</summary>
    private readonly ushort[]? _signatures;
    private readonly List<int> _leaders = [];

    /// <summary>A hash table of the pairs of values that texts of a group have, and by which the group's leader is found.</summary>
    private readonly int[] _heads;
    private readonly List<Entry> _entries = [];
    private readonly int _shift;

    private SegmentDuplicates(SegmentReader reader, SegmentDuplicates? before, int field)
    {
        (_reader, _before, _field) = (reader, before, field);
        _groups = new int[reader.Documents];
        var bits = Math.Clamp(32 - int.LeadingZeroCount(reader.Documents * Signature.Length / 2), 4, 24);
        _shift = 32 - bits;
        _heads = new int[1 << bits];
        FirstGroup = before?.EndGroup ?? 0;
        if (field != SegmentFormat.SignedField || reader.Signatures is null)
            _signatures = Compute();
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

    private ReadOnlySpan<ushort> SignatureOf(int document) =>
        _signatures is null ? _reader.Signatures![document] : _signatures.AsSpan(document * Signature.Length, Signature.Length);

    private ushort[] Compute()
    {
        var signatures = new ushort[_reader.Documents * Signature.Length];
        for (var d = 0; d < _reader.Documents; d++)
        {
            using var masked = new Masked(_reader, d, _field);
            Signature.Write(masked.Text, signatures.AsSpan(d * Signature.Length, Signature.Length));
        }

        return signatures;
    }

    private void Assign()
    {
        var seen = new HashSet<int>();
        var candidates = new List<int>();
        for (var d = 0; d < _groups.Length; d++)
        {
            var signature = SignatureOf(d);
            _groups[d] = -1;
            if (!Signature.IsEmpty(signature))
            {
                seen.Clear();
                candidates.Clear();
                AddCandidates(signature, seen, candidates);
                _groups[d] = Nearest(candidates, d);
            }

            if (_groups[d] < 0)
            {
                _groups[d] = EndGroup;
                _leaders.Add(d);
            }

            // An empty text leads a group that nothing joins.
            if (!Signature.IsEmpty(signature))
                AddPairs(_groups[d], signature);
        }
    }

    /// <summary>Adds the groups of this segment and of those before it that share a pair with a signature, each once.</summary>
    private void AddCandidates(ReadOnlySpan<ushort> signature, HashSet<int> seen, List<int> candidates)
    {
        // A group of an earlier segment may have pairs that are known from here alone.
        _before?.AddCandidates(signature, seen, candidates);
        for (var at = 0; at < Signature.Length; at++)
        {
            var pair = Signature.Pair(signature, at);
            for (var entry = _heads[Slot(pair, at)]; entry > 0; entry = _entries[entry - 1].Next)
            {
                var (ownPair, group, _) = _entries[entry - 1];
                if (ownPair == pair && seen.Add(group))
                    candidates.Add(group);
            }
        }
    }

    /// <summary>
    /// Of the candidates whose leader a document resembles the one whose signature has most in common with its own, the first of equal
    /// ones; or −1. Texts are read only where there are candidates.
    /// </summary>
    private int Nearest(List<int> candidates, int document)
    {
        if (candidates.Count == 0)
            return -1;
        var signature = SignatureOf(document);
        var nearest = new List<(int Common, int Group)>(candidates.Count);
        foreach (var group in candidates)
            if (Common(group, signature) is >= LeastCommon and var common)
                nearest.Add((common, group));
        nearest.Sort(static (one, other) => (other.Common, one.Group).CompareTo((one.Common, other.Group)));
        using var masked = new Masked(_reader, document, _field);
        foreach (var (_, group) in nearest)
            if (Resembles(group, masked.Text))
                return group;
        return -1;
    }

    /// <summary>How many values a group's leader shares with a signature.</summary>
    private int Common(int group, ReadOnlySpan<ushort> signature) => group < FirstGroup
        ? _before!.Common(group, signature)
        : Signature.Common(SignatureOf(_leaders[group - FirstGroup]), signature);

    private bool Resembles(int group, ReadOnlySpan<char> masked)
    {
        if (group < FirstGroup)
            return _before!.Resembles(group, masked);
        using var leader = new Masked(_reader, _leaders[group - FirstGroup], _field);
        return Resemblance.Holds(leader.Text, masked);
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
            if (Others(pair, at, group) is not < MostOfPair)
                continue;
            ref var head = ref _heads[Slot(pair, at)];
            _entries.Add(new Entry(pair, group, head));
            head = _entries.Count;
        }
    }

    /// <summary>How many groups have a pair, here and in the segments before; null where the given one is among them.</summary>
    private int? Others(uint pair, int at, int group)
    {
        var others = 0;
        for (var segment = this; segment is not null; segment = segment._before)
        {
            for (var entry = segment._heads[segment.Slot(pair, at)]; entry > 0; entry = segment._entries[entry - 1].Next)
            {
                var (own, other, _) = segment._entries[entry - 1];
                if (own == pair && other == group)
                    return null;
                others += own == pair ? 1 : 0;
            }
        }

        return others;
    }

    private int Slot(uint pair, int at) => (int)((pair ^ (uint)at * 0x85EBCA6Bu) * 0x9E3779B1u >> _shift);

    /// <summary>What of a document's text is compared, in a pooled buffer.</summary>
    private readonly ref struct Masked
    {
        private readonly char[] _buffer;

        public Masked(SegmentReader reader, int document, int field)
        {
            reader.TryText(document, field, out var text);
            _buffer = ArrayPool<char>.Shared.Rent(text.Length);
            Text = _buffer.AsSpan(0, MaskedText.Write(text, _buffer));
        }

        public ReadOnlySpan<char> Text { get; }

        public void Dispose() => ArrayPool<char>.Shared.Return(_buffer);
    }

    /// <param name="Next">The next entry of the slot plus one, 0 for none.</param>
    private readonly record struct Entry(uint Pair, int Group, int Next);
}
