using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Tests.Codecs;

public sealed class PatchedPackingTests
{
    [Theory]
    [InlineData(20_261_121)]
    public void A_few_large_numbers_among_small_ones_come_back(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var values = Some.Numbers(random, 128, random.Next(12));
            for (var large = random.Next(12); large > 0; large--)
                values[random.Next(128)] = (uint)random.Next();
            Assert.Equal(values, Unpacked(Packed(values)));
        }
    }

    [Fact]
    public void Up_to_seven_exceptions_cost_two_bytes_each()
    {
        for (var large = 0; large <= 7; large++)
        {
            var values = new uint[128];
            values.AsSpan(0, large).Fill(255);
            values.AsSpan(large).Fill(1);
            var (bytes, token) = Packed(values);
            Assert.Equal(16 + 2 * large, bytes.Length - BitPacking.Overread);
            Assert.Equal(large, token >> 5);
            Assert.Equal(values, Unpacked((bytes, token)));
        }
    }

    [Fact]
    public void Eight_large_numbers_widen_the_whole_run()
    {
        var values = new uint[128];
        values.AsSpan(0, 8).Fill(255);
        var (bytes, token) = Packed(values);
        Assert.Equal(8, token);
        Assert.Equal(128, bytes.Length - BitPacking.Overread);
    }

    [Fact]
    public void Zeros_take_no_bytes() => Assert.Equal(BitPacking.Overread, Packed(new uint[128]).Bytes.Length);

    private static (byte[] Bytes, byte Token) Packed(uint[] values)
    {
        var bytes = new ByteBuffer();
        var token = PatchedPacking.Pack(values, bytes);
        Assert.Equal(bytes.Length, PatchedPacking.Bytes(values.Length, token));
        bytes.Reserve(BitPacking.Overread).Clear();
        return (bytes.Written.ToArray(), token);
    }

    private static uint[] Unpacked((byte[] Bytes, byte Token) packed)
    {
        var read = new uint[128];
        PatchedPacking.Unpack(packed.Bytes, packed.Token, read);
        return read;
    }
}
