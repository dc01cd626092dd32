using KnowledgeBase.Engine.Codecs;

namespace KnowledgeBase.Engine.Tests.Codecs;

public sealed class ByteBufferTests
{
    [Fact]
    public void Each_kind_of_value_comes_back_in_the_order_of_writing()
    {
        var buffer = new ByteBuffer(1);
        buffer.Byte(255);
        buffer.UInt16(ushort.MaxValue);
        buffer.UInt32(uint.MaxValue);
        buffer.Int32(int.MinValue);
        buffer.UInt64(ulong.MaxValue);
        buffer.Int64(long.MinValue);
        buffer.Double(-0.1);
        buffer.Text("防汛\uD840");
        buffer.Text("");
        buffer.Write([1, 2, 3]);

        var reader = new ByteReader(buffer.Written);
        Assert.Equal(255, reader.Byte());
        Assert.Equal(ushort.MaxValue, reader.UInt16());
        Assert.Equal(uint.MaxValue, reader.UInt32());
        Assert.Equal(int.MinValue, reader.Int32());
        Assert.Equal(ulong.MaxValue, reader.UInt64());
        Assert.Equal(long.MinValue, reader.Int64());
        Assert.Equal(-0.1, reader.Double());
        Assert.Equal("防汛\uD840", reader.Text());
        Assert.Equal("", reader.Text());
        Assert.Equal([1, 2, 3], reader.Take(3).ToArray());
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData(0u, 1)]
    [InlineData(127u, 1)]
    [InlineData(128u, 2)]
    [InlineData(16_383u, 2)]
    [InlineData(16_384u, 3)]
    [InlineData(uint.MaxValue, 5)]
    public void A_varint_has_a_byte_for_each_seven_bits(uint value, int bytes)
    {
        var buffer = new ByteBuffer();
        buffer.VarInt(value);
        Assert.Equal(bytes, buffer.Length);
        Assert.Equal(value, new ByteReader(buffer.Written).VarInt());
    }

    [Fact]
    public void Clearing_begins_anew()
    {
        var buffer = new ByteBuffer();
        buffer.UInt32(1);
        buffer.Clear();
        buffer.Byte(7);
        Assert.Equal([7], buffer.Written.ToArray());
    }

    [Fact]
    public void What_was_reserved_and_not_needed_is_given_back()
    {
        var buffer = new ByteBuffer();
        buffer.Byte(7);
        buffer.Reserve(1_000)[0] = 8;
        buffer.Shorten(2);
        buffer.Byte(9);
        Assert.Equal([7, 8, 9], buffer.Written.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Shorten(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Shorten(-1));
    }

    [Fact]
    public void Varints_come_back_one_after_another_from_a_buffer_that_grows()
    {
        var random = new Random(20_261_121);
        var values = Enumerable.Range(0, 5_000).Select(_ => (uint)random.NextInt64(1L << random.Next(33))).ToArray();
        var buffer = new ByteBuffer(1);
        foreach (var value in values)
            buffer.VarInt(value);
        var reader = new ByteReader(buffer.Written);
        foreach (var value in values)
            Assert.Equal(value, reader.VarInt());
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 })]
    public void A_varint_that_does_not_end_is_refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => new ByteReader(bytes).VarInt());

    [Theory]
    [InlineData(new byte[] { 3, 0x32, 0x96 })]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x04 })]
    public void A_text_longer_than_the_data_is_refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => new ByteReader(bytes).Text());

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void Bytes_outside_the_data_are_refused(int count) =>
        Assert.Throws<InvalidDataException>(() => new ByteReader([1, 2, 3]).Take(count).Length);
}
