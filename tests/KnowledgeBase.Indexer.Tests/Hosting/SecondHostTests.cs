using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Tests.Hosting;

public sealed class SecondHostTests
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_second_host_on_the_same_index_warns_once_searches_meanwhile_and_takes_over_when_the_first_ends()
    {
        var clock = new TestClock(speed: 20);
        await using var first = new FollowedCorpus();
        first.Write("a.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await first.StartAsync();
        await first.UntilFoundAsync("学习形式单一", 1);

        await using var second = new FollowedCorpus { IndexFolder = first.IndexFolder, Clock = clock };
        await second.StartAsync(("Corpus:Folder", first.Folder), ("Corpus:Uploads", first.Uploads));
        var paused = await second.UntilPausedAsync(PauseReason.IndexLocked);
        Assert.Contains("only one writer", paused.Text, StringComparison.Ordinal);
        await second.UntilAsync(() => clock.Waits.Count(wait => wait == BetweenAttempts) > 3 ? "" : null);
        Assert.Single(second.Warnings, line => line.Contains("Not indexing yet", StringComparison.Ordinal));
        Assert.Single(second.Search("学习形式单一"));

        await first.StopAsync();
        first.Write("b.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await second.UntilFoundAsync("师资力量薄弱", 1);
        Assert.Null(second.Queue.Progress.Paused);
    }
}
