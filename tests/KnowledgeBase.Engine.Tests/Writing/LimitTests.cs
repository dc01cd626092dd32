using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Columns;
using KnowledgeBase.Engine.Postings;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Sections;
using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Writing;

/// <summary>Beyond what the format holds comes a typed error that leaves the index as it was, never a number that wraps around.</summary>
public sealed class LimitTests
{
    [Fact]
    public void A_segment_holds_no_more_documents_than_the_format_and_more_of_them_go_into_several()
    {
        using var index = Empty(new IndexOptions { MaxSegmentDocuments = 10, SingleThreaded = true });
        for (var i = 0; i < 25; i++)
            index.Writer.Put(Group($"k{i}", Document($"d{i}", "防汛")));
        index.Writer.Commit();
        index.Writer.Optimize(TestContext.Current.CancellationToken);
        using (var snapshot = index.Index.Snapshot())
            Assert.Equal(3, snapshot.SegmentCount);
        Assert.Equal(25, index.Ids(Text("防汛")).Length);
    }

    [Fact]
    public void A_group_of_more_documents_than_a_segment_holds_is_refused_and_the_others_are_committed()
    {
        using var index = Empty(new IndexOptions { MaxSegmentDocuments = 10 });
        index.Writer.Put(Group("fits", [.. Enumerable.Range(0, 10).Select(i => Document($"a{i}", "防汛"))]));
        var refused = Assert.Throws<IndexArgumentException>(
            () => index.Writer.Put(Group("large", [.. Enumerable.Range(0, 11).Select(i => Document($"b{i}", "防汛"))])));
        Assert.Contains("'large' has 11 documents; at most 10", refused.Message, StringComparison.Ordinal);
        index.Writer.Commit();
        Assert.Equal(10, index.Ids(Text("防汛")).Length);
    }

    [Fact]
    public void A_full_index_refuses_more_documents_until_deleted_ones_are_dropped()
    {
        using var index = Empty(new IndexOptions { MaxDocuments = 20 });
        for (var i = 0; i < 20; i++)
            index.Writer.Put(Group($"k{i}", Document($"d{i}", "防汛")));
        index.Writer.Commit();
        Assert.Throws<IndexArgumentException>(() => index.Writer.Put(Group("one more", Document("one more", "防汛"))));
        index.Writer.Delete("k0");
        Assert.Contains(
            "optimize",
            Assert.Throws<IndexArgumentException>(() => index.Writer.Put(Group("one more", Document("one more", "防汛")))).Message,
            StringComparison.Ordinal);
        index.Writer.Optimize(TestContext.Current.CancellationToken);
        index.Writer.Put(Group("one more", Document("one more", "防汛")));
        index.Writer.Commit();
        Assert.Equal(20, index.Ids(Text("防汛")).Length);
    }

    [Fact]
    public void A_group_of_more_characters_than_a_segment_is_built_of_is_refused_and_the_others_are_committed()
    {
        using var index = Empty(new IndexOptions { MaxGroupLength = 100 });
        index.Writer.Put(Group("fits", Document("a", new string('防', 90), unit: new string('局', 10))));
        Assert.Throws<IndexArgumentException>(
            () => index.Writer.Put(Group("large", Document("b", new string('防', 50)), Document("c", new string('防', 51)))));
        Assert.Throws<IndexArgumentException>(() => index.Writer.Put(Group("keyword", Document("d", "防", unit: new string('局', 100)))));
        index.Writer.Commit();
        Assert.Equal(["a"], index.Ids(Text("防防")));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Keyword_values_beyond_four_bytes_of_offset_come_back(long narrowUpTo)
    {
        // Twelve bytes of values: the one limit makes their starts wide, the other leaves them narrow.
        string[] values = ["财政", "教育", "审计"];
        var builder = new ColumnBuilder<string>(StringComparer.Ordinal);
        foreach (var value in values)
            builder.Add(builder.Number(value));
        using var file = Some.SectionFile(writer => KeywordColumn.Write(writer, 0, builder, narrowUpTo));
        var column = new KeywordColumn(file, 0, values.Length, narrowUpTo);
        Assert.Equal(values.Length, column.Count);
        Assert.Equal(values, Enumerable.Range(0, values.Length).Select(document => column.Text(column.Ordinals[document])));
        Assert.All(values, value => Assert.Equal(value, column.Text(column.Find(value))));
        Assert.Equal(0, column.Find("民政"));
    }

    [Fact]
    public void A_section_that_is_read_as_a_whole_is_not_written_longer_than_it_can_be_read()
    {
        using var writer = new SectionFileWriter(new FaultStorage(new SimulatedDisk(), FaultPlan.None), "segment", mostReadWhole: 100);
        IntColumn.Write(writer, 1, new int[100]);
        var refused = Assert.Throws<IndexArgumentException>(() => IntColumn.Write(writer, 2, new int[101]));
        Assert.Contains("101 bytes; at most 100", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffer_grows_to_its_limit_and_refuses_more()
    {
        var buffer = new ByteBuffer(capacity: 3, limit: 10);
        buffer.Write(new byte[10]);
        Assert.Throws<IndexArgumentException>(() => buffer.Byte(1));
        Assert.Equal(10, buffer.Length);
        Assert.Equal(new byte[10], buffer.Written);
    }

    [Fact]
    public void Postings_in_memory_grow_to_their_limit_and_refuse_more()
    {
        var pool = new SlicePool(maxChunks: 1);
        var tail = pool.Start();
        Assert.Throws<IndexArgumentException>(() =>
        {
            for (var i = 0; i < 2 << 20; i++)
                pool.VarInt(ref tail, 1);
        });
    }
}
