using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Tests.Postings;

public sealed class PostingsListTests
{
    /// <summary>Bytes before the list, so that offsets within the section count.</summary>
    private const int Before = 5;

    private static readonly FieldFrequencies Frequencies = new(1, [.. Enumerable.Range(1, 40).Select(tf => (ushort)tf)]);
    private static readonly FieldWeights Weights = new(Frequencies, [new TextField("text")], [100f]);

    public static TheoryData<int, int> Lists()
    {
        var data = new TheoryData<int, int>();
        foreach (var count in (int[])[1, 2, 127, 128, 129, 255, 256, 257, 1_000, 5_000])
            foreach (var gap in (int[])[1, 3, 700])
                data.Add(count, gap);
        return data;
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Documents_and_codes_come_back_block_by_block(int count, int gap)
    {
        using var list = new WrittenList(count, gap);
        var reader = list.Reader;
        Assert.Equal(count, reader.Count);
        Assert.Equal((count + PostingsFormat.Block - 1) / PostingsFormat.Block, reader.BlockCount);
        var (documents, codes) = (new uint[PostingsFormat.Block], new uint[PostingsFormat.Block]);
        for (var block = 0; block < reader.BlockCount; block++)
        {
            var read = reader.ReadDocuments(block, documents);
            reader.ReadCodes(block, codes);
            Assert.Equal(list.DocumentsOf(block), documents[..read]);
            Assert.Equal(list.CodesOf(block), codes[..read]);
            Assert.InRange((int)documents[0], reader.First(block), int.MaxValue);
            if (read == PostingsFormat.Block)
                Assert.Equal(block == count / PostingsFormat.Block ? int.MaxValue : (int)documents[^1], reader.Last(block));
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_without_full_blocks_is_read_at_once_as_it_is_by_blocks(int count, int gap)
    {
        using var list = new WrittenList(count, gap);
        var (documents, codes) = (new uint[PostingsFormat.Block], new uint[PostingsFormat.Block]);
        var read = PostingsReader.ReadShort(list.Section, Before, list.Bytes, documents, codes);
        if (count >= PostingsFormat.Block)
        {
            Assert.Equal(-1, read);
            return;
        }

        Assert.Equal(count, read);
        Assert.Equal(list.Documents, documents[..read]);
        Assert.Equal(list.Codes, codes[..read]);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Seeking_ends_at_the_block_that_a_scan_of_the_blocks_ends_at(int count, int gap)
    {
        using var list = new WrittenList(count, gap);
        var (reader, random) = (list.Reader, new Random(count));
        var full = count / PostingsFormat.Block;
        for (var i = 0; i < 500; i++)
        {
            var from = random.Next(reader.BlockCount + 1);
            var near = (int)list.Documents[random.Next(count)] + random.Next(-1, 2);
            var expected = from;
            while (expected < full && reader.Last(expected) < near)
                expected++;
            Assert.Equal(expected, reader.Seek(from, near));
        }

        Assert.Equal(full, reader.Seek(0, int.MaxValue));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void An_impact_is_at_least_the_greatest_frequency_of_its_block_and_hardly_more(int count, int gap)
    {
        using var list = new WrittenList(count, gap);
        for (var block = 0; block < list.Reader.BlockCount; block++)
        {
            if (count < PostingsFormat.Block)
            {
                Assert.Equal(float.PositiveInfinity, list.Reader.Impact(block));
                continue;
            }

            var greatest = list.DocumentsOf(block).Zip(list.CodesOf(block))
                .Max(posting => Weights.WeightedFrequency(list.Lengths, (int)posting.First, (int)posting.Second));
            // The upper half of a float has seven bits of fraction.
            Assert.InRange(list.Reader.Impact(block), greatest, greatest * (1 + 1f / 128));
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    [InlineData(1.0000001f)]
    [InlineData(3.4e37f)]
    public void A_stored_impact_is_the_least_that_is_not_below(float value)
    {
        var stored = PostingsFormat.Impact(value);
        Assert.True(PostingsFormat.Impact(stored) >= value);
        Assert.True(stored == 0 || PostingsFormat.Impact((ushort)(stored - 1)) < value);
    }

    [Fact]
    public void A_list_shorter_than_its_table_is_damage()
    {
        using var list = new WrittenList(1_000, 3);
        Assert.Throws<IndexDamagedException>(() => new PostingsReader(list.Section, Before, 20));
    }

    private sealed class WrittenList : IDisposable
    {
        private readonly SectionFile _file;

        public WrittenList(int count, int gap)
        {
            var random = new Random(count * 1_000 + gap);
            Documents = Some.Documents(random, count, gap);
            Codes = [.. Enumerable.Range(0, count).Select(_ => random.Next(4) > 0 ? 0u : (uint)random.Next(Frequencies.Count))];
            Lengths = new PlainLengths([[.. Enumerable.Range(0, (int)Documents[^1] + 1).Select(_ => random.Next(1, 300))]]);
            var bytes = new PostingsWriter<PlainLengths>(Weights, Lengths).Encode(Documents, Codes).ToArray();
            _file = Some.SectionFile(writer =>
            {
                writer.Begin(SectionKeys.Postings);
                writer.Write(new byte[Before]);
                writer.Write(bytes);
                // What follows a list is another; unpacking reads it and must not use it.
                Span<byte> behind = stackalloc byte[BitPacking.Overread];
                behind.Fill(0xFF);
                writer.Write(behind);
                writer.End();
            });
            Bytes = bytes.Length;
            Section = _file.Open(SectionKeys.Postings);
            Reader = new PostingsReader(Section, Before, bytes.Length);
        }

        public uint[] Documents { get; }

        public uint[] Codes { get; }

        public PlainLengths Lengths { get; }

        public Section Section { get; }

        public int Bytes { get; }

        public PostingsReader Reader { get; }

        public uint[] DocumentsOf(int block) => [.. Documents.Skip(block * PostingsFormat.Block).Take(PostingsFormat.Block)];

        public uint[] CodesOf(int block) => [.. Codes.Skip(block * PostingsFormat.Block).Take(PostingsFormat.Block)];

        public void Dispose() => _file.Dispose();
    }
}
