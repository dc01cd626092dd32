using BenchmarkDotNet.Attributes;
using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// How long does it take to decode a block of 128 numbers of one width, by vectors and by the plain loop beside them?
/// Random numbers, seed 20261121.
/// </summary>
public class CodecSuite
{
    private readonly uint[] _values = new uint[128];
    private byte[] _packed = [];
    private byte _token;
    private byte[] _patched = [];

    [Params(1, 4, 9, 17)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Pack()
    {
        var random = new Random(20_261_121);
        for (var i = 0; i < _values.Length; i++)
            _values[i] = (uint)random.Next(1 << Width);
        _packed = new byte[BitPacking.Bytes(_values.Length, Width) + BitPacking.Overread];
        BitPacking.Pack(_values, Width, _packed);
        for (var exception = 0; exception < 5; exception++)
            _values[exception * 20] |= 1u << (Width + 5);
        var buffer = new ByteBuffer();
        _token = PatchedPacking.Pack(_values, buffer);
        buffer.Reserve(BitPacking.Overread).Clear();
        _patched = buffer.Written.ToArray();
    }

    [Benchmark(Baseline = true)]
    public void Plain() => BitPacking.UnpackScalar(_packed, Width, _values);

    [Benchmark]
    public void Vectors() => BitPacking.Unpack(_packed, Width, _values);

    [Benchmark]
    public void VectorsWithExceptions() => PatchedPacking.Unpack(_patched, _token, _values);
}
