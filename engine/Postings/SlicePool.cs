using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

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

    private byte[][] _chunks = [];
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
        for (; value >= 0x80; value >>= 7)
            Byte(ref tail, (byte)(value | 0x80));
        Byte(ref tail, (byte)value);
    }

    public Reader Read(int head) => new(this, head);

    /// <summary>Brings the beginning of a list into the cache.</summary>
    public unsafe void Prefetch(int head)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _chunks[head >> ChunkBits][head & (ChunkSize - 1)]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Byte(ref Tail tail, byte value)
    {
        if (tail.Left == 0)
            StartSlice(ref tail);
        _chunks[tail.Position >> ChunkBits][tail.Position & (ChunkSize - 1)] = value;
        tail.Position++;
        tail.Left--;
    }

    private void StartSlice(ref Tail tail)
    {
        var size = Math.Min(tail.Size * 2, LastSize);
        var next = Allocate(size);
        BitConverter.TryWriteBytes(_chunks[tail.Position >> ChunkBits].AsSpan(tail.Position & (ChunkSize - 1), PointerSize), next);
        tail = new Tail { Position = next, Left = (ushort)(size - PointerSize), Size = (ushort)size };
    }

    private int Allocate(int size)
    {
        if (_free + size > ChunkSize)
        {
            if (_used == maxChunks)
                throw new IndexArgumentException($"the postings of a segment in memory have reached their limit of {maxChunks} MiB.");
            if (_used == _chunks.Length)
                Array.Resize(ref _chunks, Math.Max(4, _chunks.Length * 2));
            _chunks[_used] ??= new byte[ChunkSize];
            _used++;
            _free = 0;
        }

        var position = ((_used - 1) << ChunkBits) + _free;
        _free += size;
        return position;
    }

    internal struct Reader
    {
        private readonly SlicePool _store;
        private byte[] _chunk;
        private int _at;
        private int _left = FirstSize - PointerSize;
        private int _size = FirstSize;

        public Reader(SlicePool store, int head)
        {
            _store = store;
            MoveTo(head);
        }

        public uint VarInt()
        {
            uint value = Byte();
            if (value < 0x80)
                return value;
            value &= 0x7F;
            for (var shift = 7; ; shift += 7)
            {
                var b = Byte();
                value |= (uint)(b & 0x7F) << shift;
                if (b < 0x80)
                    return value;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private byte Byte()
        {
            if (_left == 0)
                MoveToNextSlice();
            _left--;
            return _chunk[_at++];
        }

        private void MoveToNextSlice()
        {
            MoveTo(BitConverter.ToInt32(_chunk, _at));
            _size = Math.Min(_size * 2, LastSize);
            _left = _size - PointerSize;
        }

        /// <summary>A slice is within one chunk.</summary>
        [MemberNotNull(nameof(_chunk))]
        private void MoveTo(int position) => (_chunk, _at) = (_store._chunks[position >> ChunkBits], position & (ChunkSize - 1));
    }
}
