using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Tests.Codecs;

public sealed class BitPackingTests
{
    [Theory]
    [InlineData(20_261_121)]
    public void Packed_numbers_of_every_width_and_count_come_back(int seed)
    {
        var random = new Random(seed);
        for (var width = 0; width <= 32; width++)
            for (var count = 0; count <= 136; count++)
            {
                var values = Some.Numbers(random, count, width);
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
    public void The_greatest_numbers_of_every_width_come_back()
    {
        for (var width = 0; width <= 32; width++)
        {
            var values = new uint[128];
            Array.Fill(values, (uint)((1UL << width) - 1));
            var packed = new byte[BitPacking.Bytes(128, width) + BitPacking.Overread];
            BitPacking.Pack(values, width, packed);
            var read = new uint[128];
            BitPacking.Unpack(packed, width, read);
            Assert.Equal(values, read);
        }
    }

    [Fact]
    public void Packing_writes_no_byte_behind_the_run()
    {
        for (var width = 0; width <= 32; width++)
            for (var count = 0; count <= 40; count++)
            {
                var packed = new byte[BitPacking.Bytes(count, width) + 8];
                Array.Fill(packed, (byte)0xA5);
                BitPacking.Pack(new uint[count], width, packed);
                Assert.All(packed[BitPacking.Bytes(count, width)..], b => Assert.Equal(0xA5, b));
            }
    }

    [Fact]
    public void Value_i_occupies_the_bits_from_i_times_the_width_on()
    {
        var packed = new byte[2];
        BitPacking.Pack([1, 2, 3, 4, 5], 3, packed);
        Assert.Equal([0b11_010_001, 0b0_101_100_0], packed);
    }

    [Theory]
    [InlineData(0u, 0)]
    [InlineData(1u, 1)]
    [InlineData(255u, 8)]
    [InlineData(256u, 9)]
    [InlineData(uint.MaxValue, 32)]
    public void The_width_of_a_number_is_that_of_its_highest_bit(uint value, int width) => Assert.Equal(width, BitPacking.WidthOf(value));
}
