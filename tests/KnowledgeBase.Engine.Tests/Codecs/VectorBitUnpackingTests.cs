using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Tests.Codecs;

public sealed class VectorBitUnpackingTests
{
    [Theory]
    [InlineData(20_261_121)]
    public void Vectors_unpack_what_the_scalar_loop_does(int seed)
    {
        var random = new Random(seed);
        for (var width = 1; width <= 25; width++)
            for (var count = 8; count <= 256; count += 8)
            {
                Assert.SkipUnless(VectorBitUnpacking.Handles(width, count), "this processor has no AVX2");
                var packed = new byte[BitPacking.Bytes(count, width) + BitPacking.Overread];
                random.NextBytes(packed);
                var (plain, fast) = (new uint[count], new uint[count]);
                BitPacking.UnpackScalar(packed, width, plain);
                VectorBitUnpacking.Unpack(packed, width, fast);
                Assert.True(plain.AsSpan().SequenceEqual(fast), $"width {width}, {count} numbers");
            }
    }

    [Fact]
    public void A_run_without_the_bytes_that_a_vector_reads_behind_it_is_refused()
    {
        Assert.SkipUnless(VectorBitUnpacking.Handles(7, 128), "this processor has no AVX2");
        Assert.Throws<ArgumentException>(() => VectorBitUnpacking.Unpack(new byte[BitPacking.Bytes(128, 7)], 7, new uint[128]));
    }

    [Theory]
    [InlineData(26, 128)]
    [InlineData(8, 127)]
    public void Wide_numbers_and_odd_counts_are_left_to_the_scalar_loop(int width, int count) =>
        Assert.False(VectorBitUnpacking.Handles(width, count));
}
