using System.Text;
using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Tests.Codecs;

public sealed class ChecksumTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xE3069283u)]
    public void The_checksum_is_CRC_32C(string text, uint expected) => Assert.Equal(expected, Checksum.Of(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(20_261_121)]
    public void Words_give_the_checksum_of_single_bits(int seed)
    {
        var random = new Random(seed);
        for (var length = 0; length <= 100; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(BitByBit(bytes), Checksum.Of(bytes));
        }
    }

    private static uint BitByBit(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0x82F63B78u : crc >> 1;
        }

        return ~crc;
    }
}
