using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Tests.Sections;

public sealed class SectionFileTests
{
    private const uint First = 0x100;
    private const uint Second = 0x200;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SectionFormat.PageBytes - SectionFormat.HeaderBytes)]
    [InlineData(SectionFormat.PageBytes)]
    [InlineData(SectionFormat.PageBytes * 8)]
    [InlineData(SectionFormat.PageBytes * 9 + 5)]
    public void Sections_of_any_length_come_back(int length)
    {
        var (first, second) = (Bytes(length, 1), Bytes(length / 2 + 3, 2));
        using var file = Some.SectionFile(Writing(first, second));
        Assert.Equal(first, file.Open(First).Span(0, length).ToArray());
        Assert.Equal(second, file.Open(Second).All<byte>().ToArray());
        if (length > 0)
            Assert.Equal(first[^1], file.Open(First).Span(length - 1, 1)[0]);
    }

    [Fact]
    public void Sections_begin_at_multiples_of_eight()
    {
        using var file = Some.SectionFile(writer =>
        {
            for (uint key = 1; key <= 9; key++)
            {
                writer.Begin(key);
                writer.Write(new byte[key]);
                Assert.Equal(key, writer.SectionLength);
                writer.End();
            }

            writer.Begin(10);
            writer.UInt64(0x0102030405060708);
            writer.End();
        });
        Assert.Equal(0x0102030405060708UL, file.Open(10).All<ulong>()[0]);
        Assert.Equal(9, file.Open(9).Length);
    }

    [Fact]
    public void A_section_that_was_not_written_is_damage()
    {
        using var file = Some.SectionFile(Writing([1], [2]));
        Assert.Throws<IndexDamagedException>(() => file.Open(0x300));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 4)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    [InlineData(1, -1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    public void Bytes_outside_a_section_are_not_read(long offset, int count)
    {
        using var file = Some.SectionFile(Writing([1, 2, 3], [4, 5, 6]));
        Assert.Throws<IndexDamagedException>(() => file.Open(First).Span(offset, count).Length);
        Assert.Throws<IndexDamagedException>(() => file.Open(First).Verified(offset, count).Length);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_found_by_the_time_all_has_been_read()
    {
        var (bytes, checksum) = Some.SectionBytes(Writing(Bytes(SectionFormat.PageBytes + 100, 1), Bytes(50, 2)));
        for (var at = 0; at < bytes.Length; at += at < bytes.Length - 200 ? 97 : 1)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x10;
            Assert.ThrowsAny<IndexException>(() => ReadAll(damaged, checksum));
        }

        ReadAll(bytes, checksum);
    }

    [Fact]
    public void Damage_of_one_page_leaves_the_others_readable_and_names_its_offset()
    {
        var (bytes, checksum) = Some.SectionBytes(Writing(Bytes(SectionFormat.PageBytes * 3, 1), [1]));
        bytes[SectionFormat.PageBytes + 7] ^= 1;
        using var file = Some.SectionFile(bytes, bytes.Length, checksum);
        var section = file.Open(First);
        Assert.Equal(100, section.Span(0, 100).Length);
        Assert.Equal(100, section.Span(SectionFormat.PageBytes * 2, 100).Length);
        for (var read = 0; read < 2; read++)
            Assert.Equal(SectionFormat.PageBytes,
                Assert.Throws<IndexDamagedException>(() => section.Span(SectionFormat.PageBytes, 1).Length).Offset);
        Assert.Throws<IndexDamagedException>(() => section.All<byte>().Length);
    }

    [Fact]
    public void A_file_of_another_length_or_identity_is_damage()
    {
        var (bytes, checksum) = Some.SectionBytes(Writing([1], [2]));
        Assert.Throws<IndexDamagedException>(() => Some.SectionFile(bytes, bytes.Length + 1, checksum));
        Assert.Throws<IndexDamagedException>(() => Some.SectionFile(bytes, bytes.Length, checksum + 1));
        Assert.Throws<IndexDamagedException>(() => Some.SectionFile(bytes[..^1], bytes.Length, checksum));
    }

    private static void ReadAll(byte[] bytes, uint checksum)
    {
        using var file = Some.SectionFile(bytes, bytes.Length, checksum);
        for (var page = 0; page < file.Pages; page++)
            file.Verify(page);
        // The header's last four bytes mean nothing yet, but a page covers them.
        _ = file.Open(First).All<byte>().Length + file.Open(Second).All<byte>().Length;
    }

    private static Action<SectionFileWriter> Writing(byte[] first, byte[] second) => writer =>
    {
        writer.Begin(First);
        writer.Write(first);
        writer.End();
        writer.Begin(Second);
        writer.Write(second);
        writer.End();
    };

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
