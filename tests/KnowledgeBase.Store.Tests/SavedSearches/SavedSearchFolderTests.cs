using KnowledgeBase.Store.SavedSearches;

namespace KnowledgeBase.Store.Tests.SavedSearches;

/// <summary>Saved searches and the log of arrivals outlive crashes and other processes.</summary>
public sealed class SavedSearchFolderTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void What_is_there_when_a_search_is_saved_is_no_arrival()
    {
        var folder = new SavedSearchFolder(_home.At("s"));
        var saved = folder.Add(Search("0123456789ab"), ["a-1", "b-1"]);
        folder.RecordArrivals(["b-1", "c-1", "a-1"]);
        Assert.Equal(["c-1"], folder.Arrivals(saved.Position, 10));
    }

    [Fact]
    public void A_report_that_goes_and_comes_back_is_no_arrival()
    {
        var folder = new SavedSearchFolder(_home.At("s"));
        folder.RecordArrivals(["a-1"]);
        folder.RecordArrivals([]);
        new SavedSearchFolder(_home.At("s")).RecordArrivals(["a-1", "b-1"]);
        Assert.Equal(["a-1", "b-1"], folder.Arrivals(0, 10));
    }

    [Fact]
    public void A_line_that_a_crash_cut_short_is_written_again()
    {
        var folder = new SavedSearchFolder(_home.At("s"));
        folder.RecordArrivals(["a-1", "b-1"]);
        File.AppendAllText(Path.Combine(_home.At("s"), "arrivals.txt"), "c");
        var later = new SavedSearchFolder(_home.At("s"));
        Assert.Equal(["a-1", "b-1"], later.Arrivals(0, 10));
        later.RecordArrivals(["c-1"]);
        Assert.Equal(["a-1", "b-1", "c-1"], folder.Arrivals(0, 10));
    }

    [Fact]
    public void A_search_that_another_process_removed_does_not_come_back_by_a_change()
    {
        var folder = new SavedSearchFolder(_home.At("s"));
        folder.Add(Search("0123456789ab"), []);
        Assert.NotNull(folder.Find("0123456789ab"));
        Assert.True(new SavedSearchFolder(_home.At("s")).Remove("0123456789ab"));
        Assert.Null(folder.Change("0123456789ab", search => search with { Position = 9 }));
        Assert.Empty(folder.All());
    }

    [Fact]
    public void One_process_alone_sends()
    {
        using var first = new SavedSearchFolder(_home.At("s")).TryBeginSending();
        Assert.NotNull(first);
        Assert.Null(new SavedSearchFolder(_home.At("s")).TryBeginSending());
    }

    [Theory]
    [InlineData("../keys")]
    [InlineData("")]
    [InlineData("0123456789AB")]
    public void An_id_is_no_path(string id) => Assert.Null(new SavedSearchFolder(_home.At("s")).Find(id));

    private static SavedSearch Search(string id) => new()
    {
        Id = id,
        Name = "闸门",
        Owner = "anonymous",
        Search = new Dictionary<string, string[]> { ["q"] = ["闸门"] },
        Created = DateTimeOffset.UnixEpoch,
        Position = 0,
    };
}
