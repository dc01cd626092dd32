using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Tests.Hosting;

/// <summary>Whatever happens to the folder, the worker goes on and nothing is lost in silence.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_tree_that_is_deleted_while_it_is_compared_takes_its_files_and_nothing_else()
    {
        await using var corpus = new FollowedCorpus();
        for (var i = 0; i < 200; i++)
            corpus.Write($"tree/{i % 20}/{i}.txt", FollowedCorpus.Report("清河县审计局", 2023, $"第{i}号问题未整改"));
        corpus.Write("kept.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await corpus.StartAsync(("Indexer:RescanSeconds", "1"));
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
        Directory.Delete(Path.Combine(corpus.Folder, "tree"), recursive: true);
        await corpus.UntilAsync(() => corpus.Catalog.Files is [{ SourcePath: "corpus/kept.txt" } only] ? only : null);
        corpus.Write("later.txt", FollowedCorpus.Report("临江市水利局", 2021, "山洪预警有盲区"));
        await corpus.UntilFoundAsync("山洪预警有盲区", 1);
    }

    [Theory]
    [InlineData(".marks.txt")]
    [InlineData(".corrections.json")]
    public async Task A_user_s_file_that_cannot_be_read_is_left_aside(string ending)
    {
        await using var corpus = new FollowedCorpus();
        var path = corpus.Folder + ending;
        await File.WriteAllTextAsync(path, "{}");
        await using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
    }

    [Fact]
    public async Task A_file_replaced_by_one_of_the_same_size_and_time_is_read_again()
    {
        await using var corpus = await new FollowedCorpus().StartAsync();
        var path = corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.UntilFoundAsync("学习形式单一", 1);
        var time = File.GetLastWriteTimeUtc(path);
        var other = FollowedCorpus.Report("清河县审计局", 2023, "担当意识不强");
        Assert.Equal(new FileInfo(path).Length, other.Length);
        var beside = Path.Combine(Path.GetDirectoryName(corpus.Folder)!, "beside");
        await File.WriteAllBytesAsync(beside, other);
        File.SetLastWriteTimeUtc(beside, time);
        File.Move(beside, path, overwrite: true);
        await corpus.UntilFoundAsync("担当意识不强", 1);
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_is_listed_as_a_failure_with_its_bytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names are bytes on Linux only");
        await using var corpus = new FollowedCorpus();
        using (var shell = Process.Start("sh", ["-c", "printf x > \"$0/$(printf '\\325\\343.txt')\"", corpus.Folder])!)
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        await corpus.StartAsync();
        var file = await corpus.UntilAsync(() => corpus.Catalog.At(@"corpus/\xD5\xE3.txt"));
        Assert.Equal(FileStatus.Failed, file.Status);
        Assert.Equal("name-not-utf8", file.Code);
        await corpus.StopAsync();
        using var remove = Process.Start("rm", ["-r", corpus.Folder])!;
        await remove.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_empty_folder_in_the_corpus_s_place_does_not_empty_the_index_and_is_stated()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        await corpus.StopAsync();
        Directory.Move(corpus.Folder, corpus.Folder + ".away");
        Directory.CreateDirectory(corpus.Folder);
        await corpus.StartAsync();
        await corpus.UntilAsync(() => corpus.Queue.Progress.Paused);
        Assert.Single(corpus.Search("学习形式单一"));

        Directory.Delete(corpus.Folder);
        Directory.Move(corpus.Folder + ".away", corpus.Folder);
        corpus.Write("b.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
        await corpus.UntilAsync(() => corpus.Queue.Progress.Paused is null ? "" : null);
    }

    [Fact]
    public async Task A_copy_that_is_under_way_when_the_folders_are_compared_is_indexed_once_and_whole()
    {
        var clock = new StoppedClock();
        await using var corpus = new FollowedCorpus { Clock = clock };
        var bytes = FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一");
        var hashes = new HashSet<string?>();
        corpus.Committed += hash => hashes.Add(hash);
        var path = corpus.Write("a.txt", bytes[..100]);

        // Just written, however long the start takes, and between two pieces too.
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(10));
        await corpus.StartAsync(("Indexer:SettleMilliseconds", "60000"));
        foreach (var piece in bytes[100..].Chunk(50))
        {
            await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(piece);
        }

        await corpus.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return corpus.Search("学习形式单一") is [var found] ? found : null;
        });
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), Assert.Single(hashes));
    }

    [Fact]
    public async Task A_damaged_index_pauses_the_worker_and_says_what_to_do()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        await corpus.StopAsync();
        var manifest = Directory.GetFiles(corpus.IndexFolder)
            .OrderBy(file => new FileInfo(file).Length).First(file => new FileInfo(file).Length > 0);
        await File.WriteAllBytesAsync(manifest, Encoding.UTF8.GetBytes("not a manifest"));
        await corpus.StartAsync();
        var paused = await corpus.UntilAsync(() => corpus.Queue.Progress.Paused);
        Assert.Equal(PauseReason.IndexDamaged, paused.Code);
        Assert.Contains("indexer rebuild", paused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_of_another_corpus_is_refused_until_that_is_confirmed()
    {
        await using var corpus = new FollowedCorpus();
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        await corpus.StopAsync();
        var other = Directory.CreateDirectory(corpus.Folder + "-other").FullName;
        await File.WriteAllBytesAsync(Path.Combine(other, "b.txt"), FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => corpus.StartAsync(("Corpus:Folder", other)));
        Assert.Contains(corpus.Folder, refused.Message, StringComparison.Ordinal);
        await corpus.StopAsync();
        await corpus.StartAsync(("Corpus:Folder", other), ("Index:ReplaceCorpus", "true"));
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
        await corpus.UntilFoundAsync("学习形式单一", 0);
    }
}
