using System.Diagnostics;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>
/// Bit-packed numbers with exceptions (patched frame of reference), so that a few large ones do not widen all. Up to seven exceptions keep
/// their low bits in the run; their indexes and high bits follow it, a byte each. The token of a run is one byte: width + 32 × exceptions.
/// A width is at most 31.
/// </summary>
internal static class PatchedPacking
{
    private const int MaxExceptions = 7;
    private const int WidthBits = 5;
    private const int WidthMask = (1 << WidthBits) - 1;
    private const int MaxHighBits = 8;

    /// <summary>Bytes of a run of so many numbers.</summary>
    public static int Bytes(int count, byte token) => BitPacking.Bytes(count, token & WidthMask) + (token >> WidthBits) * 2;

    /// <summary>Appends a run and returns its token.</summary>
    public static byte Pack(ReadOnlySpan<uint> values, ByteBuffer to)
    {
        var (width, exceptions) = Choose(values);
        Debug.Assert(width <= WidthMask && exceptions <= MaxExceptions, "width and exceptions fit into the token");
        Span<uint> low = stackalloc uint[values.Length];
        for (var i = 0; i < values.Length; i++)
            low[i] = values[i] & ((1u << width) - 1);
        BitPacking.Pack(low, width, to.Reserve(BitPacking.Bytes(values.Length, width)));
        for (var i = 0; i < values.Length && exceptions > 0; i++)
        {
            if (values[i] >> width == 0)
                continue;
            to.Byte((byte)i);
            to.Byte((byte)(values[i] >> width));
        }

        return (byte)(width | exceptions << WidthBits);
    }

    public static void Unpack(ReadOnlySpan<byte> from, byte token, Span<uint> values)
    {
        var width = token & WidthMask;
        BitPacking.Unpack(from, width, values);
        var at = BitPacking.Bytes(values.Length, width);
        for (var exceptions = token >> WidthBits; exceptions > 0; exceptions--, at += 2)
        {
            Debug.Assert(width == 0 || values[from[at]] >> width == 0, "an index of an exception occurs once");
            values[from[at]] |= (uint)from[at + 1] << width;
        }
    }

    /// <summary>The width that takes the fewest bytes, exceptions included.</summary>
    private static (int Width, int Exceptions) Choose(ReadOnlySpan<uint> values)
    {
        Span<int> ofWidth = stackalloc int[33];
        ofWidth.Clear();
        foreach (var value in values)
            ofWidth[BitPacking.WidthOf(value)]++;
        var greatest = 32;
        while (greatest > 0 && ofWidth[greatest] == 0)
            greatest--;
        var (best, bestExceptions, bestBytes) = (greatest, 0, BitPacking.Bytes(values.Length, greatest));
        var exceptions = 0;
        for (var width = greatest - 1; width >= Math.Max(0, greatest - MaxHighBits); width--)
        {
            exceptions += ofWidth[width + 1];
            if (exceptions > MaxExceptions)
                break;
            var bytes = BitPacking.Bytes(values.Length, width) + exceptions * 2;
            if (bytes < bestBytes)
                (best, bestExceptions, bestBytes) = (width, exceptions, bytes);
        }

        return (best, bestExceptions);
    }
}
