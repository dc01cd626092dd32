using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Proofs;
using KnowledgeBase.Engine.Sections;
using static KnowledgeBase.Engine.Tests.Given;

namespace KnowledgeBase.Engine.Tests.Writing;

public sealed class DamagedIndexTests : IDisposable
{
    /// <summary>In the middle of the texts, so that its postings are in the middle of theirs.</summary>
    private const string OnDamagedPage = "\u6001\u6002\u6003";

    private readonly TemporaryFolder _folder = new();
    private readonly List<IndexException> _reported = [];

    public DamagedIndexTests()
    {
        using var index = SearchIndex.Open(_folder.Folder, Schema, new IndexOptions { SingleThreaded = true });
        using var writer = index.OpenWriter();
        foreach (var key in (string[])["first", "second"])
        {
            // Pages of stored bytes, which no search reads, and pages of nothing but postings.
            var text = $"防汛 {key} {new string([.. Enumerable.Range('一', 10_000).Select(unit => (char)unit)])}";
            writer.Put(Group(key, Document(key, text) with { Stored = new byte[1_000_000] }));
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

    [Theory]
    [InlineData(TextMatch.Any)]
    [InlineData(TextMatch.All)]
    [InlineData(TextMatch.Phrase)]
    public void A_search_that_meets_damage_answers_from_the_other_segments_and_states_it(TextMatch match)
    {
        DamagePostings();
        using var index = Open();
        using var snapshot = index.Snapshot();
        var result = snapshot.Search(new SearchRequest { Query = Text(OnDamagedPage, match), Facets = [new FacetRequest("year")] });
        Assert.Equal("second", snapshot.IdOf(Assert.Single(result.Hits).Document));
        Assert.Equal(1, result.TotalHits);
        Assert.Equal("segment-00000001", index.Faults.Damage!.File);
        Assert.Single(_reported);
    }

    [Fact]
    public void Without_leave_a_search_that_meets_damage_is_refused()
    {
        DamagePostings();
        using var index = SearchIndex.Open(_folder.Folder, Schema);
        using var snapshot = index.Snapshot();
        Assert.Throws<IndexDamagedException>(() => snapshot.Search(new SearchRequest { Query = Text(OnDamagedPage) }));
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

    private string Path => _folder.At("segment-00000001");

    private SearchIndex Open() => SearchIndex.Open(
        _folder.Folder,
        Schema,
        new IndexOptions { ServeDamaged = true, SingleThreaded = true, FaultReported = _reported.Add });

    /// <summary>The last bytes of a segment file, without which it cannot be opened.</summary>
    private void DamageDirectory() => Damage(length => length - 1);

    /// <summary>A byte in the middle of the file, which belongs to the stored bytes, by far its largest section.</summary>
    private void DamageStoredBytes() => Damage(length => length / 2);

    /// <summary>Every page that has nothing but postings.</summary>
    private void DamagePostings()
    {
        var bytes = File.ReadAllBytes(Path);
        var directory = new ByteReader(bytes.AsSpan((int)BitConverter.ToInt64(bytes, bytes.Length - SectionFormat.TailBytes)));
        var damaged = 0;
        for (var count = directory.UInt32(); count > 0; count--)
        {
            var (key, start, length) = (directory.UInt32(), directory.Int64(), directory.Int64());
            if (key != SectionKeys.Postings)
                continue;
            var first = (start + SectionFormat.PageBytes - 1) / SectionFormat.PageBytes * SectionFormat.PageBytes;
            for (var page = first; page + SectionFormat.PageBytes <= start + length; page += SectionFormat.PageBytes, damaged++)
                bytes[page] ^= 1;
        }

        Assert.InRange(damaged, 1, int.MaxValue);
        File.WriteAllBytes(Path, bytes);
    }

    private void Damage(Func<int, int> offset)
    {
        var bytes = File.ReadAllBytes(Path);
        bytes[offset(bytes.Length)] ^= 1;
        File.WriteAllBytes(Path, bytes);
    }
}
