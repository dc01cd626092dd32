using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>A growing run of bytes, the counterpart of <see cref="ByteReader"/>.</summary>
/// <param name="capacity">Bytes that it has room for at first.</param>
/// <param name="limit">Bytes that it has room for at most.</param>
internal sealed class ByteBuffer(int capacity = 256, int limit = 0x7FFFFFC7)
{
    /// <summary>The most bytes of a number written by <see cref="VarInt(uint)"/>.</summary>
    public const int MaxVarIntBytes = 5;

    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Gives back what was reserved beyond a length.</summary>
    public void Shorten(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length);
        Length = length;
    }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Reserve(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);

    public void VarInt(uint value)
    {
        if (value < 0x80 && Length < _bytes.Length)
        {
            _bytes[Length++] = (byte)value;
            return;
        }

        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    /// <summary>Writes a number into a span with room for <see cref="MaxVarIntBytes"/>. Returns how many bytes it took.</summary>
    public static int VarInt(uint value, Span<byte> to)
    {
        var written = 0;
        for (; value >= 0x80; value >>= 7)
            to[written++] = (byte)(value | 0x80);
        to[written++] = (byte)value;
        return written;
    }

    public void Text(ReadOnlySpan<char> text)
    {
        VarInt((uint)text.Length);
        Write(MemoryMarshal.AsBytes(text));
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Extends the buffer by so many bytes, whose content is undefined, and returns them.</summary>
    /// <exception cref="IndexArgumentException">There is no room for so many more.</exception>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            var needed = (long)Length + count;
            if (needed > limit)
                throw new IndexArgumentException($"a part of a segment would have {needed} bytes; at most {limit} can be written.");
            Array.Resize(ref _bytes, (int)Math.Min(limit, Math.Max(2L * _bytes.Length, needed)));
        }

        var room = _bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }
}
