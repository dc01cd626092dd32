using System.Security.Cryptography;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Indexer.Tests.Scanning;

/// <summary>The index is like the folder, whatever happens in the folder.</summary>
public sealed class FollowingTests
{
    [Fact]
    public async Task Files_that_are_there_at_the_start_can_be_searched()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        corpus.Write("deep/er/b.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
    }

    [Fact]
    public async Task A_file_that_comes_changes_and_goes_is_followed()
    {
        await using var corpus = await new FollowedCorpus().StartAsync();
        var path = corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.UntilFoundAsync("学习形式单一", 1);
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "调查研究不深入"));
        await corpus.UntilFoundAsync("调查研究不深入", 1);
        await corpus.UntilFoundAsync("学习形式单一", 0);
        File.Delete(path);
        await corpus.UntilFoundAsync("调查研究不深入", 0);
        Assert.Empty(corpus.Catalog.Files);
    }

    [Fact]
    public async Task A_renamed_file_keeps_its_report()
    {
        await using var corpus = await new FollowedCorpus().StartAsync();
        var path = corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        var before = await corpus.UntilFoundAsync("学习形式单一", 1);
        File.Move(path, Path.Combine(corpus.Folder, "b.txt"));
        await corpus.UntilAsync(() => corpus.Catalog.Files is [{ SourcePath: "corpus/b.txt" } only] ? only : null);
        Assert.Equal(before, corpus.Search("学习形式单一"));
    }

    [Fact]
    public async Task A_folder_that_is_moved_in_and_away_brings_and_takes_its_files()
    {
        await using var corpus = await new FollowedCorpus().StartAsync();
        var outside = Directory.CreateTempSubdirectory("kb-moved-").FullName;
        File.WriteAllBytes(Path.Combine(outside, "a.txt"), FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        var inside = Path.Combine(corpus.Folder, "2023");
        Directory.Move(outside, inside);
        await corpus.UntilFoundAsync("学习形式单一", 1);
        Directory.Move(inside, outside);
        await corpus.UntilFoundAsync("学习形式单一", 0);
        Directory.Delete(outside, recursive: true);
    }

    [Fact]
    public async Task Exact_copies_are_one_report_with_several_places_until_the_last_one_goes()
    {
        await using var corpus = await new FollowedCorpus().StartAsync();
        var bytes = FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一");
        var (one, two) = (corpus.Write("a.txt", bytes), corpus.Write("b.txt", bytes));
        await corpus.UntilAsync(
            () => corpus.Catalog.Files is [{ Status: FileStatus.Indexed }, { Status: FileStatus.Indexed }] files ? files : null);
        Assert.Single(corpus.Search("学习形式单一"));
        Assert.Equal(2, corpus.Catalog.WithHash(Convert.ToHexStringLower(SHA256.HashData(bytes))).Count);
        File.Delete(one);
        await corpus.UntilAsync(() => corpus.Catalog.Files is [var only] ? only : null);
        Assert.Single(corpus.Search("学习形式单一"));
        File.Delete(two);
        await corpus.UntilFoundAsync("学习形式单一", 0);
    }

    [Fact]
    public async Task A_restart_reads_only_what_has_changed_meanwhile()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("same.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        var going = corpus.Write("going.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
        await corpus.StopAsync();
        File.Delete(going);
        corpus.Write("coming.txt", FollowedCorpus.Report("临江市水利局", 2021, "山洪预警有盲区"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("山洪预警有盲区", 1);
        await corpus.UntilFoundAsync("师资力量薄弱", 0);
        Assert.Single(corpus.Search("学习形式单一"));
        Assert.Equal(
            ["corpus/coming.txt", "corpus/going.txt"], corpus.Queue.Tasks.Select(task => task.SourcePath).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_written_in_pieces_is_found_whole()
    {
        await using var corpus = await new FollowedCorpus().StartAsync();
        var bytes = FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一");
        await using (var file = new FileStream(Path.Combine(corpus.Folder, "a.txt"), FileMode.CreateNew, FileAccess.Write, FileShare.Read))
        {
            foreach (var piece in bytes.Chunk(40))
            {
                file.Write(piece);
                file.Flush(flushToDisk: true);
                await Task.Yield();
            }
        }

        await corpus.UntilFoundAsync("学习形式单一", 1);
        await corpus.UntilAsync(
            () => corpus.Catalog.At("corpus/a.txt")?.Hash == Convert.ToHexStringLower(SHA256.HashData(bytes)) ? "" : null);
        Assert.Single(corpus.Search("需要认真加以解决"));
    }
}
