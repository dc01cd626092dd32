using System.Buffers.Binary;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Proofs.Faults;
using KnowledgeBase.Engine.Segments;

namespace KnowledgeBase.Engine.Tests.Commits;

/// <summary>The file that lists what the index consists of.</summary>
public sealed class ManifestTests
{
    private readonly SimulatedDisk _disk = new();

    private FaultStorage Storage => new(_disk, FaultPlan.None);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    public void A_commit_comes_back_as_it_was_published(int segments)
    {
        var commit = Commit(segments);
        Manifest.Publish(Storage, commit);
        var read = Manifest.Read(Storage)!;
        Assert.Equal((commit.Generation, commit.NextNumber), (read.Generation, read.NextNumber));
        Assert.True(SchemaCodec.Same(commit.Schema, read.Schema));
        Assert.Equal(commit.Segments.Select(Describe), read.Segments.Select(Describe));
    }

    [Fact]
    public void A_later_commit_replaces_the_earlier_one_and_leaves_no_other_file()
    {
        Manifest.Publish(Storage, Commit(3));
        Manifest.Publish(Storage, Commit(2) with { Generation = 8 });
        Assert.Equal(8, Manifest.Read(Storage)!.Generation);
        Assert.Equal([Manifest.FileName], Storage.List());
    }

    [Fact]
    public void Every_flipped_bit_and_every_cut_is_refused()
    {
        var whole = Manifest.Encode(Commit(2)).Written.ToArray();
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var bytes = whole.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<IndexException>(() => Read(bytes));
        }

        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<IndexDamagedException>(() => Read(whole[..length]));
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        var bytes = Manifest.Encode(Commit(1)).Written.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Manifest.Version + 1);
        var refused = Assert.Throws<IndexVersionException>(() => Read(bytes));
        Assert.Contains($"{Manifest.Version + 1}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_segments_and_no_manifest_is_damaged_and_one_with_other_files_is_no_index()
    {
        Assert.Null(Manifest.Read(Storage));
        Write(SegmentName.FileOf(1), [1]);
        Assert.Throws<IndexDamagedException>(() => Manifest.Read(Storage));
        var other = new FaultStorage(new SimulatedDisk(), FaultPlan.None);
        using (var file = other.Create("年终总结.docx"))
            file.Write([1]);
        Assert.Contains("年终总结.docx", Assert.Throws<IndexException>(() => Manifest.Read(other)).Message, StringComparison.Ordinal);
    }

    private static Commit Commit(int segments) => new(
        7,
        1000,
        Given.Schema,
        [.. Enumerable.Range(0, segments).Select(i =>
        {
            var live = new FieldStatistics(Given.Schema.Texts.Count);
            live.Add(0, 10 + i);
            return new SegmentState(
                new SegmentName(i, 1000 + i, (uint)i * 77), 100, 40,
                i % 2 == 0 ? null : Bits(100, 0, 63, 64, 99), i % 3 == 0 ? null : Bits(40, 39), 96, live);
        })]);

    private static BitSet Bits(int length, params int[] set)
    {
        var bits = new BitSet(length);
        foreach (var bit in set)
            bits.Set(bit);
        return bits;
    }

    private static string Describe(SegmentState state) =>
        $"{state.Name} {state.Documents} {state.Groups} {Describe(state.DeadDocuments)} {Describe(state.DeadGroups)} {state.LiveDocuments} "
        + $"{string.Join(',', state.Live.Lengths)} {string.Join(',', state.Live.DocumentCounts)}";

    private static string Describe(BitSet? bits) =>
        bits is null ? "none" : string.Join(',', Enumerable.Range(0, 100).Where(i => bits.NextSet(i) == i));

    private Commit? Read(byte[] bytes)
    {
        Write(Manifest.FileName, bytes);
        return Manifest.Read(Storage);
    }

    private void Write(string name, byte[] bytes)
    {
        using var file = Storage.Create(name);
        file.Write(bytes);
    }
}
