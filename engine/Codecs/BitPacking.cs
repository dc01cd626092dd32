using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>
/// Numbers of one width as a plain little-endian bit stream: value i occupies the bits from i·width on. 128 values fill 16·width bytes.
/// </summary>
internal static class BitPacking
{
    /// <summary>How many bytes <see cref="Unpack"/> may read behind a packed run; storage leaves as many at the end.</summary>
    public const int Overread = 16;

    public static int Bytes(int count, int width) => (count * width + 7) / 8;

    public static int WidthOf(uint value) => 32 - BitOperations.LeadingZeroCount(value);

    public static void Pack(ReadOnlySpan<uint> values, int width, Span<byte> to)
    {
        ulong pending = 0;
        var bits = 0;
        var at = 0;
        foreach (var value in values)
        {
            Debug.Assert(WidthOf(value) <= width, "a number is wider than its run");
            pending |= (ulong)value << bits;
            bits += width;
            if (bits < 32)
                continue;
            MemoryMarshal.Write(to[at..], (uint)pending);
            at += sizeof(uint);
            pending >>= 32;
            bits -= 32;
        }

        for (; bits > 0; bits -= 8, pending >>= 8)
            to[at++] = (byte)pending;
    }

    /// <summary>The inverse. <paramref name="from"/> is <see cref="Overread"/> bytes longer than the packed run.</summary>
    public static void Unpack(ReadOnlySpan<byte> from, int width, Span<uint> values)
    {
        if (width == 0)
            values.Clear();
        else if (VectorBitUnpacking.Handles(width, values.Length))
            VectorBitUnpacking.Unpack(from, width, values);
        else
            UnpackScalar(from, width, values);
    }

    /// <summary>The scalar version, for any width and count; the vector version is compared with it.</summary>
    public static void UnpackScalar(ReadOnlySpan<byte> from, int width, Span<uint> values)
    {
        var mask = width == 32 ? uint.MaxValue : (1u << width) - 1;
        long bit = 0;
        for (var i = 0; i < values.Length; i++, bit += width)
            values[i] = (uint)(MemoryMarshal.Read<ulong>(from[(int)(bit >> 3)..]) >> (int)(bit & 7)) & mask;
    }
}
