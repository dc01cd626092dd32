using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KnowledgeBase.Engine.Codecs;

/// <summary>
/// Unpacks eight numbers at a time. Eight of one width begin at a whole byte; each of the two halves of a vector takes the sixteen
/// bytes from where its four numbers begin, a shuffle brings each number's bytes into its lane, and a shift by the lane's own distance
/// and a mask leave the number. Up to 25 bits, a number and its distance fit into the four bytes of a lane.
/// </summary>
internal static class VectorBitUnpacking
{
    private const int MaxWidth = 25;
    private const int Lanes = 8;

    private static readonly Vector256<byte>[] Shuffles = [.. Enumerable.Range(0, MaxWidth + 1).Select(Shuffle)];
    private static readonly Vector256<uint>[] Shifts = [.. Enumerable.Range(0, MaxWidth + 1).Select(Shift)];

    public static bool Handles(int width, int count) => Avx2.IsSupported && width <= MaxWidth && count % Lanes == 0;

    public static void Unpack(ReadOnlySpan<byte> from, int width, Span<uint> values)
    {
        var second = Second(width);
        // The last load ends within the bytes that may be read behind the run.
        if (from.Length < values.Length / Lanes * width - width + second + 16)
            throw new ArgumentException("the run ends early", nameof(from));
        ref var source = ref MemoryMarshal.GetReference(from);
        ref var target = ref MemoryMarshal.GetReference(values);
        var shuffle = Shuffles[width];
        var shift = Shifts[width];
        var mask = Vector256.Create((1u << width) - 1);
        for (var i = 0; i < values.Length; i += Lanes)
        {
            var bytes = Vector256.Create(
                Vector128.LoadUnsafe(ref source),
                Vector128.LoadUnsafe(ref source, (nuint)second));
            var lanes = Avx2.ShiftRightLogicalVariable(Avx2.Shuffle(bytes, shuffle).AsUInt32(), shift) & mask;
            lanes.StoreUnsafe(ref target, (nuint)i);
            source = ref Unsafe.Add(ref source, width);
        }
    }

    /// <summary>The byte in which the fifth number begins.</summary>
    private static int Second(int width) => width * 4 / 8;

    private static int BitWithinHalf(int width, int lane) => lane < 4 ? lane * width : lane * width - Second(width) * 8;

    private static Vector256<byte> Shuffle(int width)
    {
        Span<byte> indexes = stackalloc byte[32];
        for (var lane = 0; lane < Lanes; lane++)
            for (var b = 0; b < 4; b++)
                indexes[lane * 4 + b] = (byte)Math.Min(15, BitWithinHalf(width, lane) / 8 + b);
        return Vector256.Create<byte>(indexes);
    }

    private static Vector256<uint> Shift(int width)
    {
        Span<uint> distances = stackalloc uint[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
            distances[lane] = (uint)(BitWithinHalf(width, lane) % 8);
        return Vector256.Create<uint>(distances);
    }
}
