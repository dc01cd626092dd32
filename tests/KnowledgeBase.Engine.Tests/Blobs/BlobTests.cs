using KnowledgeBase.Engine.Blobs;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Tests.Blobs;

public sealed class BlobTests
{
    private const uint Key = SectionKeys.Stored;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Entries_of_any_length_come_back(bool sparse)
    {
        var random = new Random(1);
        byte[][] entries =
            [.. Enumerable.Range(0, 500).Select(i => i % 50 == 7 ? new byte[random.Next(40_000)] : new byte[random.Next(4)])];
        foreach (var entry in entries)
            random.NextBytes(entry);
        using var file = Some.SectionFile(writer =>
        {
            var blob = new BlobWriter(writer, Key, sparse);
            foreach (var entry in entries)
            {
                // In two parts, as a document's fields are.
                blob.Append(entry.AsSpan(0, entry.Length / 2));
                blob.Append(entry.AsSpan(entry.Length / 2));
                blob.EndEntry();
            }

            blob.Finish();
        });
        var reader = new BlobReader(file, Key, entries.Length);
        Assert.Equal(500, reader.Count);
        for (var i = entries.Length - 1; i >= 0; i--)
            Assert.True(reader[i].SequenceEqual(entries[i]), $"entry {i}");
    }

    [Fact]
    public void A_sparse_blob_without_bytes_stores_nothing()
    {
        using var file = Some.SectionFile(writer =>
        {
            var blob = new BlobWriter(writer, Key, sparse: true);
            blob.Add([]);
            blob.Add([]);
            blob.Finish();
        });
        Assert.Equal(0, file.Open(Key + SectionKeys.Kind).Length);
        Assert.Equal(0, new BlobReader(file, Key, 2)[1].Length);
    }

    [Fact]
    public void Starts_of_eight_bytes_are_read_as_such()
    {
        using var file = Raw([0L, 2, 3]);
        var reader = new BlobReader(file, Key, 2);
        Assert.Equal([10, 11], reader[0].ToArray());
        Assert.Equal([12], reader[1].ToArray());
    }

    [Theory]
    [InlineData(2L, 1L)]
    [InlineData(0L, 4L)]
    [InlineData(-1L, 2L)]
    [InlineData(3L, long.MaxValue)]
    public void An_entry_outside_the_bytes_is_damage(long start, long end)
    {
        using var file = Raw([start, end]);
        Assert.Throws<IndexDamagedException>(() => new BlobReader(file, Key, 1)[0].Length);
    }

    [Fact]
    public void An_entry_beyond_the_last_is_damage()
    {
        using var file = Raw([0L, 1]);
        Assert.Throws<IndexDamagedException>(() => new BlobReader(file, Key, 1)[1].Length);
    }

    /// <summary>Three bytes, and starts as a blob of more than 4 GiB has them.</summary>
    private static SectionFile Raw(long[] starts) => Some.SectionFile(writer =>
    {
        writer.Begin(Key);
        writer.Write<byte>([10, 11, 12]);
        writer.End();
        writer.Begin(Key + SectionKeys.Kind);
        writer.Write<long>(starts);
        writer.End();
    });
}
