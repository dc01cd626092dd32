using KnowledgeBase.Store.RawFiles;

namespace KnowledgeBase.Indexer.Tests.Watching;

/// <summary>Somebody sets the machine's clock.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task After_the_clock_is_set_back_files_still_settle_and_folders_are_still_compared()
    {
        var clock = new TestClock();
        await using var corpus = new FollowedCorpus { Clock = clock };
        corpus.Write("before.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);

        clock.Offset = TimeSpan.FromDays(-1);
        corpus.Write("after.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await corpus.UntilFoundAsync("师资力量薄弱", 1);

        // A comparison of the folders alone sweeps what a crash left behind.
        var partial = Path.Combine(corpus.Uploads, "." + Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(partial, "half");
        File.SetLastWriteTimeUtc(partial, DateTime.UtcNow.AddDays(-3));
        await corpus.UntilAsync(() => File.Exists(partial) ? null : "");
    }

    [Fact]
    public async Task A_file_with_a_time_in_the_future_is_read_at_the_start()
    {
        await using var corpus = new FollowedCorpus { Clock = new TestClock { Offset = TimeSpan.FromDays(-1) } };
        corpus.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        Assert.StartsWith(SourceFolders.CorpusName, Assert.Single(corpus.Catalog.Files).SourcePath, StringComparison.Ordinal);
    }
}
