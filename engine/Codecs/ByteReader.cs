using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>Reads numbers one after another. At the end it throws <see cref="InvalidDataException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _bytes.Length;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Seven bits a byte, lowest first, the high bit set on all but the last.</summary>
    public uint VarInt()
    {
        if ((uint)Position < (uint)_bytes.Length && _bytes[Position] < 0x80)
            return _bytes[Position++];
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var b = Byte();
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }

        throw new InvalidDataException("a number is too long");
    }

    /// <summary>A count of UTF-16 code units, then these.</summary>
    public string Text()
    {
        var length = VarInt();
        if (length > (uint)(_bytes.Length - Position) / sizeof(char))
            throw new InvalidDataException("the data ends early");
        return new string(MemoryMarshal.Cast<byte, char>(Take((int)length * sizeof(char))));
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_bytes.Length - Position))
            throw new InvalidDataException("the data ends early");
        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
