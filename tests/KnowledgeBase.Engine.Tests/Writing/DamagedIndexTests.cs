using KnowledgeBase.Engine.Proofs;
using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Writing;

public sealed class DamagedIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IndexException> _reported = [];

    public DamagedIndexTests()
    {
        using var index = SearchIndex.Open(_folder.Folder, Schema, new IndexOptions { SingleThreaded = true });
        using var writer = index.OpenWriter();
        foreach (var key in (string[])["first", "second"])
        {
            // More than a page of stored bytes, so that a page can be damaged that no search reads.
            writer.Put(Group(key, Document(key, $"防汛 {key}") with { Stored = new byte[100_000] }));
            writer.Commit();
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_leave_an_index_with_a_damaged_segment_does_not_open()
    {
        DamageDirectory();
        Assert.Throws<IndexDamagedException>(() => SearchIndex.Open(_folder.Folder, Schema));
    }

    [Fact]
    public void The_other_segments_of_a_damaged_index_are_served_and_the_damage_is_stated()
    {
        DamageDirectory();
        using var index = Open();
        using var snapshot = index.Snapshot();
        var hit = Assert.Single(snapshot.Search(new SearchRequest { Query = Text("防汛") }).Hits);
        Assert.Equal("second", snapshot.IdOf(hit.Document));
        Assert.Equal("segment-00000001", index.Faults.Damage!.File);
        Assert.Contains("Rebuild", index.Faults.Damage.Message, StringComparison.Ordinal);
        Assert.Same(index.Faults.Damage, Assert.Single(_reported));
    }

    [Fact]
    public void A_damaged_segment_stays_left_out_and_on_disk()
    {
        DamageDirectory();
        using var index = Open();
        Assert.False(index.Refresh());
        Assert.Throws<IndexDamagedException>(() => index.OpenWriter());
        Assert.True(File.Exists(_folder.At("segment-00000001")));
        Assert.Single(_reported);
    }

    [Fact]
    public void A_damaged_page_stops_the_requests_that_read_it_and_no_others()
    {
        DamageStoredBytes();
        using var index = Open();
        using var snapshot = index.Snapshot();
        Assert.Equal(2, snapshot.Search(new SearchRequest { Query = Text("防汛") }).TotalHits);
        Assert.Null(index.Faults.Damage);
        var damaged = snapshot.Find("first")!.Value;
        Assert.Throws<IndexDamagedException>(() => snapshot.Read(damaged));
        Assert.Throws<IndexDamagedException>(() => snapshot.Read(damaged));
        Assert.Equal("second", snapshot.Read(snapshot.Find("second")!.Value).Id);
        Assert.Single(_reported);
        Assert.Equal("segment-00000001", index.Faults.Damage!.File);
    }

    [Fact]
    public void Writing_stops_once_damage_is_known_and_the_last_commit_stays()
    {
        DamageStoredBytes();
        using var index = Open();
        using (var writer = index.OpenWriter())
        {
            writer.Put(Group("third", Document("third", "抗旱")));
            Assert.Throws<IndexDamagedException>(() => writer.Optimize(TestContext.Current.CancellationToken));
            Assert.Throws<IndexDamagedException>(() => writer.Put(Group("fourth", Document("fourth", "抗旱"))));
            Assert.Throws<IndexDamagedException>(() => writer.Delete("second"));
            Assert.Throws<IndexDamagedException>(() => writer.Commit());
        }

        Assert.Throws<IndexDamagedException>(() => index.OpenWriter());
        using var snapshot = index.Snapshot();
        Assert.Equal(2, snapshot.DocumentCount);
    }

    private SearchIndex Open() => SearchIndex.Open(
        _folder.Folder,
        Schema,
        new IndexOptions { ServeDamaged = true, SingleThreaded = true, FaultReported = _reported.Add });

    /// <summary>The last bytes of a segment file, without which it cannot be opened.</summary>
    private void DamageDirectory() => Damage(length => length - 1);

    /// <summary>A byte in the middle of the file, which belongs to the stored bytes, by far its largest section.</summary>
    private void DamageStoredBytes() => Damage(length => length / 2);

    private void Damage(Func<int, int> offset)
    {
        var path = _folder.At("segment-00000001");
        var bytes = File.ReadAllBytes(path);
        bytes[offset(bytes.Length)] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
