using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using KnowledgeBase.Engine.Analysis;

namespace KnowledgeBase.Engine.Postings;

/// <summary>Turns texts into lists of postings in memory. Documents come in ascending order, a document's fields one after another.</summary>
internal sealed class PostingsBuilder(int fields)
{
    /// <summary>How far ahead of its use a pair's place is fetched into the cache.</summary>
    private const int Ahead = 12;

    private readonly SliceStore _store = new();

    /// <summary>Where a single unit's list is, by the unit: the place in <see cref="_singles"/> plus one.</summary>
    private readonly ushort[] _places = new ushort[char.MaxValue + 1];
    private readonly List<char> _units = [];
    private ProfileBuilder _profiles = new(fields);
    private List[] _singles = new List[1 << 10];

    /// <summary>A hash table of the pairs, open addressing; a free place has no term.</summary>
    private List[] _pairs = new List[1 << 10];
    private int _shift = 32 - 10;
    private int _pairCount;

    /// <summary>Empties this for another segment, and keeps the memory.</summary>
    public void Clear()
    {
        _store.Clear();
        _profiles = new ProfileBuilder(fields);
        Array.Clear(_places);
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
            if (Sse.IsSupported && i + Ahead < folded.Length)
                Fetch(Grams.Pair(folded[i + Ahead - 1], folded[i + Ahead]));
            var unit = folded[i];
            Occurs(ref FindSingle(unit), document, field);
            if (Folding.IsBreak(unit))
                unit = '\0';
            else if (previous != '\0')
                Occurs(ref FindPair(Grams.Pair(previous, unit)), document, field);
            previous = unit;
        }
    }

    /// <summary>Closes the last document's postings and numbers the profiles.</summary>
    public (Profiles Profiles, int[] Numbers) Finish()
    {
        foreach (ref var list in _singles.AsSpan(0, _units.Count))
            Emit(ref list);
        foreach (ref var list in _pairs.AsSpan())
            Emit(ref list);
        return _profiles.Finish();
    }

    /// <summary>The terms in ascending order, with handles for <see cref="Read"/>.</summary>
    public (uint Term, int Handle)[] Terms()
    {
        var terms = new ulong[_units.Count + _pairCount];
        var count = 0;
        for (var i = 0; i < _units.Count; i++)
            terms[count++] = (ulong)Grams.Single(_units[i]) << 32 | (uint)~i;
        for (var i = 0; i < _pairs.Length; i++)
            if (_pairs[i].Term != 0)
                terms[count++] = (ulong)_pairs[i].Term << 32 | (uint)i;
        Array.Sort(terms);
        return [.. terms.Select(term => ((uint)(term >> 32), (int)(uint)term))];
    }

    public int Count(int handle) => At(handle).Count;

    /// <summary>The postings of a term, with the builder's own profile numbers.</summary>
    public void Read(int handle, Span<uint> documents, Span<uint> profiles)
    {
        var list = At(handle);
        var reader = _store.Read(list.Head);
        uint previous = 0;
        for (var i = 0; i < list.Count; i++)
        {
            var gap = reader.VarInt();
            documents[i] = previous += gap >> 1;
            profiles[i] = (gap & 1) == 0 ? ProfileBuilder.First : reader.VarInt();
        }
    }

    private ref List At(int handle)
    {
        if (handle < 0)
            return ref _singles[~handle];
        return ref _pairs[handle];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Occurs(ref List list, int document, int field)
    {
        if (list.Document != document)
        {
            Emit(ref list);
            list.Document = document;
        }

        list.Profile = _profiles.Next(list.Profile, field);
    }

    private void Emit(ref List list)
    {
        if (list.Profile == ProfileBuilder.Empty)
            return;
        _profiles.Use(list.Profile);
        var gap = (uint)(list.Document - list.Previous) << 1;
        if (list.Profile == ProfileBuilder.First)
        {
            _store.VarInt(ref list.Tail, gap);
        }
        else
        {
            _store.VarInt(ref list.Tail, gap | 1);
            _store.VarInt(ref list.Tail, (uint)list.Profile);
        }

        list.Previous = list.Document;
        list.Count++;

        // A write that failed is repeated, and must not emit the posting twice.
        list.Profile = ProfileBuilder.Empty;
    }

    private ref List FindSingle(char unit)
    {
        var place = _places[unit];
        if (place == 0 && !(_units.Count > 0 && _units[0] == unit))
            return ref InsertSingle(unit);
        return ref _singles[place];
    }

    private ref List InsertSingle(char unit)
    {
        if (_units.Count == _singles.Length)
            Array.Resize(ref _singles, _singles.Length * 2);
        ref var list = ref _singles[_units.Count];
        _places[unit] = (ushort)_units.Count;
        _units.Add(unit);
        Begin(ref list, Grams.Single(unit));
        return ref list;
    }

    private int Home(uint term) => (int)(term * 0x9E3779B1u >> _shift);

    private unsafe void Fetch(uint term) => Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_pairs), Home(term))));

    private ref List FindPair(uint term)
    {
        var pairs = _pairs;
        for (var at = Home(term); ; at = (at + 1) & (pairs.Length - 1))
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
            at = FreePlace(term);
        }

        Begin(ref _pairs[at], term);
        return ref _pairs[at];
    }

    private void Begin(ref List list, uint term)
    {
        var tail = _store.Start();
        list = new List { Term = term, Head = tail.Position, Tail = tail, Document = -1 };
    }

    private void Grow()
    {
        var old = _pairs;
        _pairs = new List[old.Length * 2];
        _shift--;
        foreach (ref var list in old.AsSpan())
            if (list.Term != 0)
                _pairs[FreePlace(list.Term)] = list;
    }

    private int FreePlace(uint term)
    {
        var at = Home(term);
        while (_pairs[at].Term != 0)
            at = (at + 1) & (_pairs.Length - 1);
        return at;
    }

    private struct List
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
