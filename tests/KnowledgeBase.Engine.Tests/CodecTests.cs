using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Tests;

public class CodecTests
{
    private const int Seed = 20_261_121;

    [Fact]
    public void Packed_numbers_of_every_width_and_count_come_back()
    {
        var random = new Random(Seed);
        for (var width = 0; width <= 32; width++)
            for (var count = 0; count <= 136; count++)
            {
                var values = Numbers(random, count, width);
                var packed = new byte[BitPacking.Bytes(count, width) + BitPacking.Overread];
                BitPacking.Pack(values, width, packed);
                var (plain, fast) = (new uint[count], new uint[count]);
                BitPacking.UnpackScalar(packed, width, plain);
                BitPacking.Unpack(packed, width, fast);
                Assert.Equal(values, plain);
                Assert.Equal(values, fast);
            }
    }

    [Fact]
    public void Vectors_unpack_what_the_plain_loop_does()
    {
        var random = new Random(Seed);
        for (var width = 1; width <= 25; width++)
        {
            Assert.SkipUnless(VectorBitUnpacking.Handles(width, 128), "this processor has no AVX2");
            var packed = new byte[BitPacking.Bytes(128, width) + BitPacking.Overread];
            random.NextBytes(packed);
            var (plain, fast) = (new uint[128], new uint[128]);
            BitPacking.UnpackScalar(packed, width, plain);
            VectorBitUnpacking.Unpack(packed, width, fast);
            Assert.Equal(plain, fast);
        }
    }

    [Fact]
    public void A_few_large_numbers_among_small_ones_come_back()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 2_000; round++)
        {
            var values = Numbers(random, 128, random.Next(12));
            for (var large = random.Next(12); large > 0; large--)
                values[random.Next(128)] = (uint)random.Next();
            var bytes = new ByteBuffer();
            var token = PatchedPacking.Pack(values, bytes);
            Assert.Equal(bytes.Length, PatchedPacking.Bytes(128, token));
            bytes.Reserve(BitPacking.Overread).Clear();
            var read = new uint[128];
            PatchedPacking.Unpack(bytes.Written, token, read);
            Assert.Equal(values, read);
        }
    }

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xE3069283u)]
    public void The_checksum_is_CRC_32C(string text, uint expected) =>
        Assert.Equal(expected, Checksum.Of(System.Text.Encoding.ASCII.GetBytes(text)));

    private static uint[] Numbers(Random random, int count, int width) =>
        [.. Enumerable.Range(0, count).Select(_ => width == 0 ? 0 : (uint)random.NextInt64(1L << width))];
}
