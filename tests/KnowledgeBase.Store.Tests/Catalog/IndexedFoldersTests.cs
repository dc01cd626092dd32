using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Store.Tests.Catalog;

public sealed class IndexedFoldersTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    private string Index => _home.At("index");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Nothing_is_recorded_of_a_new_index_and_any_corpus_is_taken()
    {
        var folders = new IndexedFolders(Index);
        Assert.Null(folders.Read());
        folders.Require(_home.At("any"));
    }

    [Fact]
    public void The_folders_come_back_as_full_paths_however_the_index_is_named()
    {
        new IndexedFolders(Index + "/").Write(_home.At("x", "..", "corpus"), _home.At("uploads"));
        Assert.Equal(new RecordedFolders(_home.At("corpus"), _home.At("uploads")), new IndexedFolders(Index).Read());
        Assert.True(File.Exists(Index + ".folders.json"));
    }

    [Fact]
    public void Another_corpus_is_refused_with_both_named_and_with_the_ways_to_confirm_it()
    {
        var folders = new IndexedFolders(Index);
        folders.Write(_home.At("corpus"), _home.At("uploads"));
        folders.Require(_home.At("corpus"));
        var message = Assert.Throws<OtherCorpusException>(() => folders.Require(_home.At("other"))).Message;
        Assert.All(
            [_home.At("corpus"), _home.At("other"), "--replace-corpus", "--Index:ReplaceCorpus"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_folders_are_not_written_again()
    {
        var folders = new IndexedFolders(Index);
        folders.Write(_home.At("corpus"), _home.At("uploads"));
        var time = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Index + ".folders.json", time);
        folders.Write(_home.At("corpus"), _home.At("uploads"));
        Assert.Equal(time, File.GetLastWriteTimeUtc(Index + ".folders.json"));
    }
}
