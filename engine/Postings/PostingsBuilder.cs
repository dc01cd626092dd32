using System.Numerics;
using KnowledgeBase.Engine.Analysis;

namespace KnowledgeBase.Engine.Postings;

/// <summary>Turns texts into lists of postings in memory. Documents come in ascending order, a document's fields one after another.</summary>
internal sealed class PostingsBuilder(int fields)
{
    readonly ProfileBuilder _profiles = new(fields);
    readonly SliceStore _store = new();
    int[] _buckets = new int[1 << 12];
    Slot[] _slots = new Slot[1 << 10];
    int _count;

    /// <summary>Roughly what this holds in memory.</summary>
    public long Bytes => _store.Bytes + _buckets.Length * 4L + _slots.Length * 40L;

    public int TermCount => _count;

    public void Add(int document, int field, ReadOnlySpan<char> folded)
    {
        var previousBreaks = true;
        for (var i = 0; i < folded.Length; i++)
        {
            Occurs(Grams.Single(folded[i]), document, field);
            var breaks = Folding.IsBreak(folded[i]);
            if (!breaks && !previousBreaks)
                Occurs(Grams.Pair(folded[i - 1], folded[i]), document, field);
            previousBreaks = breaks;
        }
    }

    /// <summary>Closes the last document's postings and numbers the profiles.</summary>
    public (Profiles Profiles, int[] Numbers) Finish()
    {
        for (var i = 0; i < _count; i++)
            Emit(ref _slots[i]);
        return _profiles.Finish();
    }

    /// <summary>The terms in ascending order, as handles for <see cref="Read"/>.</summary>
    public IEnumerable<(uint Term, int Handle, int Count)> Terms()
    {
        var order = new ulong[_count];
        for (var i = 0; i < order.Length; i++)
            order[i] = (ulong)_slots[i].Term << 32 | (uint)i;
        Array.Sort(order);
        foreach (var entry in order)
            yield return ((uint)(entry >> 32), (int)(uint)entry, _slots[(uint)entry].Count);
    }

    /// <summary>The postings of a term, with the builder's own profile numbers.</summary>
    public void Read(int handle, Span<uint> documents, Span<uint> profiles)
    {
        var reader = _store.Read(_slots[handle].Head);
        uint previous = 0;
        for (var i = 0; i < _slots[handle].Count; i++)
        {
            documents[i] = previous += reader.VarInt();
            profiles[i] = reader.VarInt();
        }
    }

    void Occurs(uint term, int document, int field)
    {
        ref var slot = ref Find(term);
        if (slot.Document != document)
        {
            Emit(ref slot);
            slot.Document = document;
            slot.Profile = ProfileBuilder.Empty;
        }
        slot.Profile = _profiles.Next(slot.Profile, field);
    }

    void Emit(ref Slot slot)
    {
        if (slot.Profile == ProfileBuilder.Empty)
            return;
        _profiles.Use(slot.Profile);
        _store.VarInt(ref slot.Tail, (uint)(slot.Document - slot.Previous));
        _store.VarInt(ref slot.Tail, (uint)slot.Profile);
        slot.Previous = slot.Document;
        slot.Count++;
    }

    ref Slot Find(uint term)
    {
        var mask = _buckets.Length - 1;
        for (var bucket = (int)(BitOperations.RotateLeft(term * 0x9E3779B1u, 15) & mask); ; bucket = (bucket + 1) & mask)
        {
            var slot = _buckets[bucket] - 1;
            if (slot < 0)
                return ref Insert(term, bucket);
            if (_slots[slot].Term == term)
                return ref _slots[slot];
        }
    }

    ref Slot Insert(uint term, int bucket)
    {
        if (_count == _slots.Length)
            Array.Resize(ref _slots, _slots.Length * 2);
        var head = _store.Start();
        _slots[_count] = new Slot { Term = term, Head = head.Position, Tail = head, Document = -1 };
        _buckets[bucket] = ++_count;
        ref var slot = ref _slots[_count - 1];
        if (_count * 2 > _buckets.Length)
            Grow();
        return ref slot;
    }

    void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        var mask = _buckets.Length - 1;
        for (var i = 0; i < _count; i++)
        {
            var bucket = (int)(BitOperations.RotateLeft(_slots[i].Term * 0x9E3779B1u, 15) & mask);
            while (_buckets[bucket] != 0)
                bucket = (bucket + 1) & mask;
            _buckets[bucket] = i + 1;
        }
    }

    struct Slot
    {
        public uint Term;
        public int Document;
        public int Profile;
        public int Previous;
        public int Count;
        public int Head;
        public SliceStore.Tail Tail;
    }
}
