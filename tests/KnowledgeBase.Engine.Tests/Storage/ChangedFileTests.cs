using System.Runtime.InteropServices;
using KnowledgeBase.Engine.Proofs.Faults;

namespace KnowledgeBase.Engine.Tests.Storage;

/// <summary>What happens when somebody changes a file of an open index.</summary>
public sealed class ChangedFileTests
{
    [Fact]
    public void A_file_truncated_under_an_open_index_ends_nothing_and_changes_no_answer()
    {
        using var index = Large();
        using var snapshot = index.Index.Snapshot();
        var before = snapshot.Search(new SearchRequest { Query = Given.Text("第7条"), Limit = 50 });
        using (var file = new FileStream(Segment(index), FileMode.Open, FileAccess.Write))
            file.SetLength(0);
        var after = snapshot.Search(new SearchRequest { Query = Given.Text("第7条"), Limit = 50 });
        Assert.Equal(before.Hits, after.Hits);
        Assert.All(Enumerable.Range(0, snapshot.DocumentCount), document => Assert.NotEmpty(snapshot.Read(document).Texts));
        Assert.NotEmpty(SearchIndex.Check(index.Folder).Damages);
    }

    [Fact]
    public void A_file_overwritten_under_an_open_index_changes_no_answer()
    {
        using var index = Large();
        using var snapshot = index.Index.Snapshot();
        using (var file = new FileStream(Segment(index), FileMode.Open, FileAccess.Write))
            file.Write(new byte[file.Length]);
        Assert.All(Enumerable.Range(0, snapshot.DocumentCount), document =>
            Assert.StartsWith("第", snapshot.Read(document).Texts[0], StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_that_changed_after_it_was_verified_is_refused_once_the_scrub_has_seen_it()
    {
        using var index = SearchIndex.Open(new FaultStorage(new SimulatedDisk(), FaultPlan.None), Given.Schema);
        using (var writer = index.OpenWriter())
        {
            writer.Put(Given.Group("a", [.. Enumerable.Range(0, 2000).Select(i => Given.Document($"{i}", $"第{i}条，学习形式单一。"))]));
            writer.Commit();
        }

        using var snapshot = index.Snapshot();
        foreach (var document in Enumerable.Range(0, snapshot.DocumentCount))
            snapshot.Read(document);
        var first = snapshot.Search(new SearchRequest { Query = Given.Text("第7条") });
        var segment = snapshot.View.Segments[0].Reader;
        Assert.Equal((segment.File.Pages, false), index.Scrubber.Round(1));
        MemoryMarshal.GetReference(segment.Texts[10]) ^= 1;
        Assert.True(index.Scrubber.Round(1).Damaged);
        Assert.NotNull(index.Faults.Damage);
        Assert.Throws<IndexDamagedException>(() =>
        {
            foreach (var document in Enumerable.Range(0, snapshot.DocumentCount))
                snapshot.Read(document);
        });
        Assert.NotEmpty(first.Hits);
    }

    private static Given Large()
    {
        var index = Given.Empty();
        index.Writer.Put(Given.Group("a", [.. Enumerable.Range(0, 3000).Select(i => Given.Document($"{i}", $"第{i}条，学习形式单一。"))]));
        index.Writer.Commit();
        return index;
    }

    private static string Segment(Given index) => Directory.GetFiles(index.Folder, "segment-*").Single();
}
