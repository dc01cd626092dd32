using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Terms;

/// <summary>Looks terms up in <see cref="TermFormat"/>.</summary>
internal sealed class TermReader(SectionFile file)
{
    private readonly Section _terms = file.Open(SectionKeys.Terms);
    private readonly Section _index = file.Open(SectionKeys.TermIndex);

    /// <summary>Where the postings of a term are.</summary>
    public bool Find(uint term, out long offset, out int length)
    {
        var index = _index.All<IndexEntry>();
        int low = 0, high = index.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (index[middle].First <= term)
                low = middle + 1;
            else
                high = middle;
        }

        (offset, length) = (0, 0);
        if (low == 0)
            return false;
        var block = new ByteReader(Block(index, low - 1));
        var at = index[low - 1].First;
        offset = index[low - 1].Postings;
        while (!block.AtEnd)
        {
            at += block.VarInt();
            length = (int)block.VarInt();
            if (at == term)
                return true;
            if (at > term)
                return false;
            offset += length;
        }

        return false;
    }

    /// <summary>All terms in ascending order, as a cursor for merging and checking.</summary>
    public TermEnumerator Enumerate() => new(this);

    private ReadOnlySpan<byte> Block(ReadOnlySpan<IndexEntry> index, int block)
    {
        var start = index[block].Terms;
        var end = block + 1 < index.Length ? index[block + 1].Terms : (uint)_terms.Length;
        return _terms.Span(start, (int)(end - start));
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly struct IndexEntry
    {
        public readonly uint First;
        public readonly uint Terms;
        public readonly long Postings;
    }

    /// <summary>Decodes a block at a time.</summary>
    internal sealed class TermEnumerator(TermReader reader)
    {
        private readonly List<(uint Term, int Length)> _terms = new(TermFormat.Block);
        private int _block = -1;
        private int _position = -1;

        public uint Term { get; private set; }

        public long Offset { get; private set; }

        public int Length { get; private set; }

        public bool Next()
        {
            if (++_position >= _terms.Count && !ReadBlock())
                return false;
            Offset += Length;
            (Term, Length) = _terms[_position];
            return true;
        }

        private bool ReadBlock()
        {
            var index = reader._index.All<IndexEntry>();
            if (_block + 1 >= index.Length)
                return false;
            var block = new ByteReader(reader.Block(index, ++_block));
            _terms.Clear();
            var term = index[_block].First;
            while (!block.AtEnd)
                _terms.Add((term += block.VarInt(), (int)block.VarInt()));
            (_position, Offset, Length) = (0, index[_block].Postings, 0);
            return _terms.Count > 0;
        }
    }
}
