namespace KnowledgeBase.Engine.Postings;

/// <summary>
/// Byte lists that grow at the same time. Each is a chain of slices that double in size, allocated from shared chunks; the last four bytes
/// of a slice are the position of the next.
/// </summary>
/// <param name="maxChunks">The most chunks, of one MiB each, that positions of four bytes reach.</param>
internal sealed class SlicePool(int maxChunks = int.MaxValue >> SlicePool.ChunkBits)
{
    private const int ChunkBits = 20;
    private const int ChunkSize = 1 << ChunkBits;
    private const int PointerSize = 4;
    private const int FirstSize = 8;
    private const int LastSize = 4096;

    private readonly List<byte[]> _chunks = [];
    private int _used;
    private int _free = ChunkSize;

    /// <summary>Removes all lists and keeps the memory.</summary>
    public void Clear() => (_used, _free) = (0, ChunkSize);

    /// <summary>The write position of a list.</summary>
    public struct Tail
    {
        public int Position;
        public ushort Left;
        public ushort Size;
    }

    public Tail Start() => new() { Position = Allocate(FirstSize), Left = FirstSize - PointerSize, Size = FirstSize };

    public void VarInt(ref Tail tail, uint value)
    {
        while (value >= 0x80)
        {
            Byte(ref tail, (byte)(value | 0x80));
            value >>= 7;
        }

        Byte(ref tail, (byte)value);
    }

    public Reader Read(int head) => new(this, head);

    private void Byte(ref Tail tail, byte value)
    {
        if (tail.Left == 0)
        {
            var size = Math.Min(tail.Size * 2, LastSize);
            var next = Allocate(size);
            BitConverter.TryWriteBytes(_chunks[tail.Position >> ChunkBits].AsSpan(tail.Position & (ChunkSize - 1), PointerSize), next);
            tail = new Tail { Position = next, Left = (ushort)(size - PointerSize), Size = (ushort)size };
        }

        _chunks[tail.Position >> ChunkBits][tail.Position & (ChunkSize - 1)] = value;
        tail.Position++;
        tail.Left--;
    }

    private int Allocate(int size)
    {
        if (_free + size > ChunkSize)
        {
            if (_used == maxChunks)
                throw new IndexArgumentException($"the postings of a segment in memory have reached their limit of {maxChunks} MiB.");
            if (_used == _chunks.Count)
                _chunks.Add(new byte[ChunkSize]);
            _used++;
            _free = 0;
        }

        var position = ((_used - 1) << ChunkBits) + _free;
        _free += size;
        return position;
    }

    internal struct Reader(SlicePool store, int head)
    {
        private int _position = head;
        private int _size = FirstSize;
        private int _left = FirstSize - PointerSize;

        public uint VarInt()
        {
            uint value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var b = Byte();
                value |= (uint)(b & 0x7F) << shift;
                if (b < 0x80)
                    return value;
            }
        }

        private byte Byte()
        {
            if (_left == 0)
            {
                _position = BitConverter.ToInt32(store._chunks[_position >> ChunkBits], _position & (ChunkSize - 1));
                _size = Math.Min(_size * 2, LastSize);
                _left = _size - PointerSize;
            }

            _left--;
            var b = store._chunks[_position >> ChunkBits][_position & (ChunkSize - 1)];
            _position++;
            return b;
        }
    }
}
