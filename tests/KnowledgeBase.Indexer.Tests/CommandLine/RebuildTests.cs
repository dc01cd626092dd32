using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Indexer.Tests.CommandLine;

/// <summary>A damaged index is made anew from the folders that it records, and nothing is thrown away.</summary>
public sealed class RebuildTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-rebuild-").FullName;

    private string Corpus => Path.Combine(_home, "corpus");

    private string Uploads => Path.Combine(_home, "elsewhere", "uploads");

    private string Index => Path.Combine(_home, "index");

    [Theory]
    [InlineData("segment-*")]
    [InlineData("manifest*")]
    public async Task A_damaged_index_is_kept_aside_and_the_new_one_has_the_uploads_of_the_recorded_folder(string damaged)
    {
        await IngestAsync();
        var file = Assert.Single(Directory.GetFiles(Index, damaged));
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var checkedBefore = await CommandLineTests.RunAsync("check", "--index", Index);
        Assert.Equal(1, checkedBefore.Code);
        Assert.Contains("damaged", checkedBefore.Error, StringComparison.Ordinal);

        var rebuilt = await CommandLineTests.RunAsync("rebuild", "--index", Index);
        Assert.True(rebuilt.Code == 0, rebuilt.Error);
        var aside = Assert.Single(Directory.GetDirectories(_home, "index.damaged-*"));
        Assert.Contains(aside, rebuilt.Output, StringComparison.Ordinal);
        Assert.Equal(
            bytes, await File.ReadAllBytesAsync(Path.Combine(aside, Path.GetFileName(file)), TestContext.Current.CancellationToken));

        Assert.Equal(0, (await CommandLineTests.RunAsync("check", "--index", Index)).Code);
        Assert.Equal(["corpus/a.txt", "uploads/0123456789abcdef-b.txt"], SourcePaths());
        Assert.Equal(new RecordedFolders(Corpus, Uploads), new IndexedFolders(Index).Read());
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_home), entry => entry.Contains("rebuilding", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rebuild_without_a_corpus_takes_the_recorded_one_and_refuses_where_none_is_recorded()
    {
        await IngestAsync();
        Assert.Equal(0, (await CommandLineTests.RunAsync("rebuild", "--index", Index)).Code);
        Assert.Equal(["corpus/a.txt", "uploads/0123456789abcdef-b.txt"], SourcePaths());

        File.Delete(Index + ".folders.json");
        var refused = await CommandLineTests.RunAsync("rebuild", "--index", Index);
        Assert.Equal(1, refused.Code);
        Assert.Contains("--corpus", Assert.Single(refused.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["corpus/a.txt", "uploads/0123456789abcdef-b.txt"], SourcePaths());
    }

    [Fact]
    public async Task A_rebuild_is_refused_while_another_process_writes_the_index()
    {
        await IngestAsync();
        using (var store = new KnowledgeStore(Index))
        using (store.OpenWriter())
        {
            var refused = await CommandLineTests.RunAsync("rebuild", "--index", Index);
            Assert.Equal(1, refused.Code);
            Assert.Contains("only one writer", refused.Error, StringComparison.Ordinal);
        }

        Assert.Empty(SearchIndex.Check(Index, TestContext.Current.CancellationToken).Damages);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    /// <summary>An index of one corpus file and one upload, whose folder is not where it would be by default.</summary>
    private async Task IngestAsync()
    {
        Directory.CreateDirectory(Corpus);
        Directory.CreateDirectory(Uploads);
        await File.WriteAllBytesAsync(Path.Combine(Corpus, "a.txt"), FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await File.WriteAllBytesAsync(
            Path.Combine(Uploads, "0123456789abcdef-b.txt"), FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        new IndexedFolders(Index).Write(Corpus, Uploads);
        var ingested = await CommandLineTests.RunAsync("ingest", Corpus, "--index", Index);
        Assert.True(ingested.Code == 0, ingested.Error);
    }

    private IEnumerable<string> SourcePaths()
    {
        using var store = new KnowledgeStore(Index);
        store.Open();
        return [.. store.Catalog.Files.Select(file => file.SourcePath)];
    }
}
