using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace KnowledgeBase.Reports.Duplicates;

/// <summary>
/// The signature of a text: 126 least values of its shingles under as many hash functions, 16 bits of each. Two
/// signatures agree at a place with the probability of the texts' Jaccard similarity (Broder 1997; the cut to b bits:
/// Li and König 2010). In bands of three, 42 of them, texts of similarity 0.6 share a band with a probability of
/// 0.99997, of 0.45 with 0.98, of 0.05 with 0.005.
/// </summary>
/// <remarks>
/// Layout: one byte version (1), then 126 little-endian 16-bit values. A text without shingles has the version alone.
/// The functions are x * a[i] + b[i] mod 2^32, with a and b from SplitMix64 of seed 1, so signatures are the same on
/// every machine, however wide its vectors are.
/// </remarks>
internal static class MinHash
{
    public const byte Version = 1;
    public const int Values = Bands * Rows, Bands = 42, Rows = 3, Length = 1 + (2 * Values);

    /// <summary>Values, filled up to whole vectors of any width.</summary>
    private const int Padded = 128;

    private const int Block = 256;

    // 1: 126 values of 16 bits in 42 bands.
    private static readonly (uint[] A, uint[] B) Functions = Draw();

    public static byte[] Of(ReadOnlySpan<ulong> shingles)
    {
        if (shingles.IsEmpty)
            return [Version];
        Span<uint> least = stackalloc uint[Padded];
        least.Fill(uint.MaxValue);
        Add(shingles, least);
        return Of(least);
    }

    /// <summary>The same for the windows of a text; one that recurs changes nothing.</summary>
    /// <param name="folded">At least as long as a window.</param>
    public static byte[] OfWindows(ReadOnlySpan<char> folded)
    {
        Span<uint> least = stackalloc uint[Padded];
        least.Fill(uint.MaxValue);
        Span<ulong> windows = stackalloc ulong[Block];
        ulong window = 0;
        var count = 0;
        for (var at = 0; at < folded.Length; at++)
        {
            window = (window << 16) | folded[at];
            if (at >= Shingles.Size - 1)
                windows[count++] = window;
            if (count < Block && at < folded.Length - 1)
                continue;
            Add(windows[..count], least);
            count = 0;
        }

        return Of(least);
    }

    private static void Add(ReadOnlySpan<ulong> shingles, Span<uint> least)
    {
        var values = MemoryMarshal.Cast<uint, Vector<uint>>(least);
        var a = MemoryMarshal.Cast<uint, Vector<uint>>(Functions.A);
        var b = MemoryMarshal.Cast<uint, Vector<uint>>(Functions.B);
        foreach (var shingle in shingles)
        {
            var x = new Vector<uint>((uint)Mix(shingle));
            for (var i = 0; i < values.Length; i++)
                values[i] = Vector.Min(values[i], (x * a[i]) + b[i]);
        }
    }

    private static byte[] Of(ReadOnlySpan<uint> least)
    {
        var signature = new byte[Length];
        signature[0] = Version;
        for (var i = 0; i < Values; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(signature.AsSpan(1 + (2 * i)), (ushort)Mix(least[i]));
        return signature;
    }

    /// <summary>Whether the bytes are a signature of this version that has values.</summary>
    public static bool HasValues(ReadOnlySpan<byte> signature) => signature.Length == Length && signature[0] == Version;

    /// <summary>What stands in a band: equal for texts that may be alike.</summary>
    public static ulong Band(ReadOnlySpan<byte> signature, int band)
    {
        var values = signature.Slice(1 + (2 * Rows * band), 2 * Rows);
        return BinaryPrimitives.ReadUInt32LittleEndian(values) | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(values[4..]) << 32);
    }

    /// <summary>The share of equal values.</summary>
    public static double Estimate(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (!HasValues(a) || !HasValues(b))
            return 0;
        var equal = 0;
        for (var at = 1; at < Length; at += 2)
        {
            if (a[at] == b[at] && a[at + 1] == b[at + 1])
                equal++;
        }

        return (double)equal / Values;
    }

    private static (uint[] A, uint[] B) Draw()
    {
        ulong state = 1;
        uint Next() => (uint)Mix(state += 0x9E3779B97F4A7C15);
        var (a, b) = (new uint[Padded], new uint[Padded]);
        for (var i = 0; i < Padded; i++)
            (a[i], b[i]) = (Next() | 1, Next());
        return (a, b);
    }

    /// <summary>The finalizer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
