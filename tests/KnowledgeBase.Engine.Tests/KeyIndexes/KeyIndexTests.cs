using System.Text;
using KnowledgeBase.Engine.Blobs;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.KeyIndexes;
using KnowledgeBase.Engine.Sections;

namespace KnowledgeBase.Engine.Tests.KeyIndexes;

public sealed class KeyIndexTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(5_000)]
    [InlineData((1 << 16) + 1)]
    public void Each_key_is_found_and_no_other_is(int count)
    {
        string[] keys = [.. Enumerable.Range(0, count).Select(i => $"报告/{i * 7919 % 10_007}#{i}")];
        using var file = Written(keys);
        var index = Reader(file, count);
        for (var i = 0; i < count; i++)
            Assert.Equal(i, index.Find(Bytes(keys[i]), null));
        for (var i = 0; i < 1_000; i++)
            Assert.Null(index.Find(Bytes($"missing {i}"), null));
        Assert.Null(index.Find([], null));
    }

    [Fact]
    public void Keys_with_the_same_hash_are_told_apart()
    {
        var byHash = new Dictionary<uint, string>();
        (string One, string Other)? pair = null;
        for (var i = 0; pair is null; i++)
            if (!byHash.TryAdd(KeyHash.Of(Bytes($"k{i}")), $"k{i}"))
                pair = (byHash[KeyHash.Of(Bytes($"k{i}"))], $"k{i}");
        using var file = Written(["a", pair.Value.One, "b", pair.Value.Other]);
        var index = Reader(file, 4);
        Assert.Equal(1, index.Find(Bytes(pair.Value.One), null));
        Assert.Equal(3, index.Find(Bytes(pair.Value.Other), null));
    }

    [Fact]
    public void Of_a_key_put_twice_the_live_one_is_found()
    {
        using var file = Written(["a", "same", "b", "same"]);
        var (index, dead) = (Reader(file, 4), new BitSet(4));
        dead.Set(1);
        Assert.Equal(3, index.Find(Bytes("same"), dead));
        dead.Set(3);
        Assert.Null(index.Find(Bytes("same"), dead));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void Keys_are_found_among_hashes_that_are_far_from_uniform(uint crowded)
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => $"key {i}")];
        // Entries without keys, all at one end: interpolation alone would need a probe for each.
        var entries = Enumerable.Range(0, 20_000).Select(i => (ulong)crowded << 32 | (uint)(100 + i))
            .Concat(keys.Select((key, i) => (ulong)KeyHash.Of(Bytes(key)) << 32 | (uint)i)).Order().ToArray();
        using var file = Some.SectionFile(writer =>
        {
            WriteKeys(writer, keys);
            writer.Begin(SectionKeys.IdHashes);
            writer.Write<ulong>(entries);
            writer.End();
        });
        var index = Reader(file, keys.Length);
        for (var i = 0; i < keys.Length; i++)
            Assert.Equal(i, index.Find(Bytes(keys[i]), null));
        Assert.Null(index.Find("missing"u8, null));
    }

    /// <summary>Calculated apart from the engine: existing files depend on them.</summary>
    [Theory]
    [InlineData("", 0x8570E254u)]
    [InlineData("报告", 0x966EA51Au)]
    public void Hashes_are_those_of_the_format(string key, uint hash) => Assert.Equal(hash, KeyHash.Of(Bytes(key)));

    private static SectionFile Written(string[] keys) => Some.SectionFile(writer =>
    {
        WriteKeys(writer, keys);
        var index = new KeyIndexWriter();
        foreach (var key in keys)
            index.Add(Bytes(key));
        index.Write(writer, SectionKeys.IdHashes);
    });

    private static void WriteKeys(SectionFileWriter writer, string[] keys)
    {
        var blob = new BlobWriter(writer, SectionKeys.Ids);
        foreach (var key in keys)
            blob.Add(Bytes(key));
        blob.Finish();
    }

    private static KeyIndexReader Reader(SectionFile file, int count) =>
        new(file.Open(SectionKeys.IdHashes), new BlobReader(file, SectionKeys.Ids, count));

    private static byte[] Bytes(string key) => Encoding.UTF8.GetBytes(key);
}
