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

    internal sealed class TermEnumerator(TermReader reader)
    {
        private int _block = -1;
        private int _position;

        public uint Term { get; private set; }

        public long Offset { get; private set; }

        public int Length { get; private set; }

        public bool Next()
        {
            var index = reader._index.All<IndexEntry>();
            if (_block < 0 || _position == reader.Block(index, _block).Length)
            {
                if (++_block >= index.Length)
                    return false;
                _position = 0;
                (Term, Offset, Length) = (index[_block].First, index[_block].Postings, 0);
            }

            var block = new ByteReader(reader.Block(index, _block)[_position..]);
            Term += block.VarInt();
            Offset += Length;
            Length = (int)block.VarInt();
            _position += block.Position;
            return true;
        }
    }
}
