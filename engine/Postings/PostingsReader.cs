using System.Diagnostics;
using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Postings;

/// <summary>One list of <see cref="PostingsFormat"/>, block by block; the tail is the last block.</summary>
internal sealed class PostingsReader
{
    private readonly Section _section;
    private readonly long _table;
    private readonly long _blocks;
    private readonly long _end;
    private readonly int _full;

    public PostingsReader(Section section, long offset, int length)
    {
        _section = section;
        _end = offset + length;
        // Verifies every page of the list, and of the bytes that unpacking may read behind it.
        var reader = new ByteReader(section.Span(offset, length + BitPacking.Overread));
        Count = (int)reader.VarInt();
        _full = Count / PostingsFormat.Block;
        TailImpact = float.PositiveInfinity;
        if (_full > 0)
            TailImpact = PostingsFormat.Impact(reader.UInt16());
        _table = offset + reader.Position;
        _blocks = _table + _full * (long)PostingsFormat.TableEntry;
        if (_blocks > _end)
            throw section.Damage(offset, $"a table of {_full} blocks expected within {length} bytes");
    }

    /// <summary>
    /// Decodes a list without full blocks at once, as most are, into spans with room for 128. Returns how many documents it has, or −1
    /// for a list with full blocks.
    /// </summary>
    public static int ReadShort(Section section, long offset, int length, Span<uint> documents, Span<uint> codes)
    {
        var reader = new ByteReader(section.Span(offset, length));
        var count = reader.VarInt();
        if (count >= PostingsFormat.Block)
            return -1;
        var previous = uint.MaxValue;
        for (var i = 0; i < (int)count; i++)
        {
            var gap = reader.VarInt();
            documents[i] = previous += (gap >> 1) + 1;
            codes[i] = (gap & 1) == 0 ? 0 : reader.VarInt();
        }

        return (int)count;
    }

    /// <summary>How many documents the list has.</summary>
    public int Count { get; }

    public int BlockCount => _full + (Count % PostingsFormat.Block == 0 ? 0 : 1);

    /// <summary>The impact of the tail; infinite where the list has no full block: such a list is short enough to be scanned.</summary>
    public float TailImpact { get; }

    /// <summary>The last document of a block; int.MaxValue for the tail, where it is not stored.</summary>
    public int Last(int block) => block < _full ? (int)Entry(block).Last : int.MaxValue;

    /// <summary>No document of a block is before this one.</summary>
    public int First(int block) => block == 0 ? 0 : Last(block - 1) + 1;

    public float Impact(int block) => block < _full ? PostingsFormat.Impact(Entry(block).Impact) : TailImpact;

    /// <summary>The first block from <paramref name="from"/> on that may hold a document at or after <paramref name="target"/>.</summary>
    public int Seek(int from, int target)
    {
        if (from >= _full)
            return from;
        var table = MemoryMarshal.Cast<byte, TableEntry>(_section.Verified(_table, _full * PostingsFormat.TableEntry));
        if ((int)table[from].Last >= target)
            return from;
        // Invariant: the block at `low` ends before the target. Doubling steps, then halves.
        int low = from, step = 1;
        while (low + step < _full && (int)table[low + step].Last < target)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(low + step, _full);
        while (high - low > 1)
        {
            var middle = (low + high) >>> 1;
            if ((int)table[middle].Last < target)
                low = middle;
            else
                high = middle;
        }

        Debug.Assert((int)table[high - 1].Last < target && (high == _full || (int)table[high].Last >= target), "the first such block");
        return high;
    }

    /// <summary>Decodes the documents of a block into a span with room for 128. Returns how many there are.</summary>
    public int ReadDocuments(int block, Span<uint> documents)
    {
        Debug.Assert(block >= 0 && block < BlockCount, "the list has the block");
        if (block >= _full)
            return ReadTail(documents, default);
        var entry = Entry(block);
        PatchedPacking.Unpack(BlockBytes(block, entry), entry.GapToken, documents[..PostingsFormat.Block]);
        var previous = block == 0 ? uint.MaxValue : Entry(block - 1).Last;
        foreach (ref var document in documents[..PostingsFormat.Block])
            document = previous += document + 1;
        Debug.Assert(previous == entry.Last, "a block ends with the document that the table gives");
        return PostingsFormat.Block;
    }

    /// <summary>Decodes the frequency codes of a block into a span with room for 128.</summary>
    public void ReadCodes(int block, Span<uint> codes)
    {
        if (block >= _full)
        {
            ReadTail(default, codes);
            return;
        }

        var entry = Entry(block);
        var bytes = BlockBytes(block, entry);
        var packedCodes = bytes[PatchedPacking.Bytes(PostingsFormat.Block, entry.GapToken)..];
        PatchedPacking.Unpack(packedCodes, entry.CodeToken, codes[..PostingsFormat.Block]);
    }

    private ReadOnlySpan<byte> BlockBytes(int block, TableEntry entry)
    {
        var from = block == 0 ? 0 : Entry(block - 1).End;
        return _section.Verified(_blocks + from, (int)(entry.End - from) + BitPacking.Overread);
    }

    private int ReadTail(Span<uint> documents, Span<uint> codes)
    {
        var start = _blocks + (_full == 0 ? 0 : Entry(_full - 1).End);
        var reader = new ByteReader(_section.Verified(start, (int)(_end - start)));
        var previous = _full == 0 ? uint.MaxValue : Entry(_full - 1).Last;
        var count = Count % PostingsFormat.Block;
        for (var i = 0; i < count; i++)
        {
            var gap = reader.VarInt();
            var code = (gap & 1) == 0 ? 0 : reader.VarInt();
            if (!documents.IsEmpty)
                documents[i] = previous += (gap >> 1) + 1;
            if (!codes.IsEmpty)
                codes[i] = code;
        }

        return count;
    }

    private TableEntry Entry(int block) =>
        MemoryMarshal.Read<TableEntry>(_section.Verified(_table + block * (long)PostingsFormat.TableEntry, PostingsFormat.TableEntry));

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly struct TableEntry
    {
        public readonly uint Last;
        public readonly uint End;
        public readonly ushort Impact;
        public readonly byte GapToken;
        public readonly byte CodeToken;
    }
}
