using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using KnowledgeBase.Engine.Analysis;

namespace KnowledgeBase.Engine.Postings;

/// <summary>
/// Turns texts into postings lists in memory. Documents are added in ascending order, the fields of a document one after another.
/// </summary>
internal sealed class PostingsBuilder(int fields)
{
    /// <summary>How many code units ahead the hash table slot of a bigram is prefetched.</summary>
    private const int PrefetchDistance = 12;

    private readonly SlicePool _store = new();

    /// <summary>By code unit, the index of its list in <see cref="_singles"/>; 0 also for units without a list.</summary>
    private readonly ushort[] _singleSlots = new ushort[char.MaxValue + 1];
    private readonly List<char> _units = [];
    private FieldFrequenciesBuilder _frequencies = new(fields);
    private List[] _singles = new List[1 << 10];

    /// <summary>A hash table of the bigrams with open addressing; a free slot has term 0.</summary>
    private List[] _pairs = new List[1 << 10];
    private int _shift = 32 - 10;
    private int _pairCount;

    /// <summary>Clears this for another segment and keeps the memory.</summary>
    public void Clear()
    {
        _store.Clear();
        _frequencies = new FieldFrequenciesBuilder(fields);
        Array.Clear(_singleSlots);
        Array.Clear(_singles);
        Array.Clear(_pairs);
        _units.Clear();
        _pairCount = 0;
    }

    public void Add(int document, int field, ReadOnlySpan<char> folded)
    {
        var previous = '\0';
        for (var i = 0; i < folded.Length; i++)
        {
            if (Sse.IsSupported && i + PrefetchDistance < folded.Length)
                Prefetch(BigramAnalyzer.Bigram(folded[i + PrefetchDistance - 1], folded[i + PrefetchDistance]));
            var unit = folded[i];
            AddOccurrence(ref FindSingle(unit), document, field);
            if (Folding.IsSeparator(unit))
                unit = '\0';
            else if (previous != '\0')
                AddOccurrence(ref FindPair(BigramAnalyzer.Bigram(previous, unit)), document, field);
            previous = unit;
        }
    }

    /// <summary>Closes the last document's postings and assigns the final codes of field frequencies.</summary>
    public (FieldFrequencies Frequencies, int[] Codes) Finish()
    {
        foreach (ref var list in _singles.AsSpan(0, _units.Count))
            FlushPosting(ref list);
        foreach (ref var list in _pairs.AsSpan())
            FlushPosting(ref list);
        return _frequencies.Finish();
    }

    /// <summary>The terms in ascending order, with handles for <see cref="Read"/>.</summary>
    public (uint Term, int Handle)[] Terms()
    {
        var entries = new ulong[_units.Count + _pairCount];
        var count = 0;
        for (var i = 0; i < _units.Count; i++)
            entries[count++] = (ulong)BigramAnalyzer.Unigram(_units[i]) << 32 | (uint)~i;
        for (var i = 0; i < _pairs.Length; i++)
            if (_pairs[i].Term != 0)
                entries[count++] = (ulong)_pairs[i].Term << 32 | (uint)i;
        var sorted = TermSort.Sort(entries);
        var terms = new (uint, int)[count];
        for (var i = 0; i < terms.Length; i++)
            terms[i] = ((uint)(sorted[i] >> 32), (int)(uint)sorted[i]);
        return terms;
    }

    public int Count(int handle) => At(handle).Count;

    /// <summary>Brings a term's list, which is to be read soon, into the cache: most lists are short and far from each other.</summary>
    public unsafe void PrefetchList(int handle)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref At(handle)));
    }

    /// <summary>The same for the postings of a list, which is read for that.</summary>
    public void PrefetchPostings(int handle)
    {
        ref var list = ref At(handle);
        if (list.Count > 1)
            _store.Prefetch(list.Head);
    }

    /// <summary>The postings of a term.</summary>
    /// <param name="finalCodes">The code to return for each of the builder's own codes of field frequencies.</param>
    public void Read(int handle, Span<uint> documents, Span<uint> codes, ReadOnlySpan<int> finalCodes)
    {
        ref var list = ref At(handle);
        if (list.Count == 1)
        {
            documents[0] = (uint)list.Previous;
            codes[0] = (uint)finalCodes[list.Head];
            return;
        }

        var reader = _store.Read(list.Head);
        uint previous = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            var gap = reader.VarInt();
            documents[i] = previous += gap >> 1;
            codes[i] = (uint)finalCodes[(gap & 1) == 0 ? FieldFrequenciesBuilder.FirstCode : (int)reader.VarInt()];
        }
    }

    private ref List At(int handle)
    {
        if (handle < 0)
            return ref _singles[~handle];
        return ref _pairs[handle];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddOccurrence(ref List list, int document, int field)
    {
        if (list.Document != document)
        {
            Debug.Assert(document > list.Document, "documents are added in ascending order");
            FlushPosting(ref list);
            list.Document = document;
        }

        list.Code = _frequencies.Increment(list.Code, field);
    }

    private void FlushPosting(ref List list)
    {
        if (list.Code == FieldFrequenciesBuilder.NoCode)
            return;
        _frequencies.CountUse(list.Code);
        if (list.Count == 0)
        {
            list.Head = list.Code;
        }
        else
        {
            if (list.Count == 1)
                StartSlices(ref list);
            Append(ref list.Tail, list.Document - list.Previous, list.Code);
        }

        list.Previous = list.Document;
        list.Count++;

        // A failed segment write is repeated, and must not add the posting twice.
        list.Code = FieldFrequenciesBuilder.NoCode;
    }

    /// <summary>Moves the first posting of a list from the list to the slices, because a second one follows.</summary>
    private void StartSlices(ref List list)
    {
        list.Tail = _store.Start();
        var code = list.Head;
        list.Head = list.Tail.Position;
        Append(ref list.Tail, list.Previous, code);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ref SlicePool.Tail tail, int gap, int code)
    {
        if (code == FieldFrequenciesBuilder.FirstCode)
        {
            _store.VarInt(ref tail, (uint)gap << 1);
            return;
        }

        _store.VarInt(ref tail, (uint)gap << 1 | 1);
        _store.VarInt(ref tail, (uint)code);
    }

    private ref List FindSingle(char unit)
    {
        var slot = _singleSlots[unit];
        if (slot == 0 && !(_units.Count > 0 && _units[0] == unit))
            return ref InsertSingle(unit);
        return ref _singles[slot];
    }

    private ref List InsertSingle(char unit)
    {
        if (_units.Count == _singles.Length)
            Array.Resize(ref _singles, _singles.Length * 2);
        ref var list = ref _singles[_units.Count];
        _singleSlots[unit] = (ushort)_units.Count;
        _units.Add(unit);
        StartList(ref list, BigramAnalyzer.Unigram(unit));
        return ref list;
    }

    private int SlotOf(uint term) => (int)(term * 0x9E3779B1u >> _shift);

    private unsafe void Prefetch(uint term) =>
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_pairs), SlotOf(term))));

    private ref List FindPair(uint term)
    {
        var pairs = _pairs;
        for (var at = SlotOf(term); ; at = (at + 1) & (pairs.Length - 1))
        {
            if (pairs[at].Term == term)
                return ref pairs[at];
            if (pairs[at].Term == 0)
                return ref InsertPair(term, at);
        }
    }

    private ref List InsertPair(uint term, int at)
    {
        if (++_pairCount * 5 > _pairs.Length * 3)
        {
            Grow();
            at = FreeSlot(term);
        }

        StartList(ref _pairs[at], term);
        return ref _pairs[at];
    }

    private static void StartList(ref List list, uint term) => list = new List { Term = term, Document = -1 };

    private void Grow()
    {
        var old = _pairs;
        _pairs = new List[old.Length * 2];
        _shift--;
        foreach (ref var list in old.AsSpan())
            if (list.Term != 0)
                _pairs[FreeSlot(list.Term)] = list;
    }

    private int FreeSlot(uint term)
    {
        var at = SlotOf(term);
        while (_pairs[at].Term != 0)
            at = (at + 1) & (_pairs.Length - 1);
        return at;
    }

    /// <summary>
    /// Nearly half of the terms of a segment are in one document only, so slices are begun with the second posting. Until then
    /// <see cref="Previous"/> and <see cref="Head"/> are the document and the code of the first.
    /// </summary>
    private struct List
    {
        public uint Term;
        public int Document;
        public int Code;
        public int Previous;
        public int Count;
        public int Head;
        public SlicePool.Tail Tail;
    }
}
