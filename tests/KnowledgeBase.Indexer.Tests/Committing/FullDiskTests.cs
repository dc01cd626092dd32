using System.Diagnostics;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Tests.Committing;

/// <summary>The disk of the index is a small one, filled and freed while the worker runs.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly string _disk = Directory.CreateTempSubdirectory("kb-disk-").FullName;

    private string Ballast => Path.Combine(_disk, "ballast");

    public async ValueTask InitializeAsync() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && await RanAsync("mount", "-t", "tmpfs", "-o", "size=8m", "none", _disk),
        "a small file system may not be mounted here");

    public async ValueTask DisposeAsync()
    {
        await RanAsync("umount", "--lazy", _disk);
        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public async Task A_disk_that_fills_up_between_two_commits_pauses_the_worker_which_goes_on_by_itself_and_loses_nothing()
    {
        await using var corpus = new FollowedCorpus { IndexFolder = Path.Combine(_disk, "index"), Clock = new TestClock(speed: 20) };
        corpus.Write("before.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);

        Fill();
        corpus.Write("while-full.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await corpus.UntilPausedAsync(PauseReason.DiskRefused);
        Assert.Single(corpus.Search("学习形式单一"));
        Assert.Empty(corpus.Search("师资力量薄弱"));
        Assert.Single(corpus.Queue.Tasks, task => task.Status == IndexTaskStatus.Processing);

        File.Delete(Ballast);
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
        Assert.Null(corpus.Queue.Progress.Paused);
        Assert.Single(corpus.Warnings, line => line.Contains("takes no changes", StringComparison.Ordinal));

        await corpus.StopAsync();
        await corpus.StartAsync();
        Assert.Single(corpus.Search("学习形式单一"));
        Assert.Single(corpus.Search("师资力量薄弱"));
    }

    [Fact]
    public async Task A_host_that_ends_on_a_full_disk_takes_up_at_its_next_start_what_it_could_not_commit()
    {
        await using var corpus = new FollowedCorpus { IndexFolder = Path.Combine(_disk, "index") };
        corpus.Write("before.txt", FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("学习形式单一", 1);
        Fill();
        corpus.Write("while-full.txt", FollowedCorpus.Report("云岭区教育局", 2022, "师资力量薄弱"));
        await corpus.UntilPausedAsync(PauseReason.DiskRefused);
        await corpus.StopAsync();

        File.Delete(Ballast);
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("师资力量薄弱", 1);
        Assert.Single(corpus.Search("学习形式单一"));
    }

    private void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        Assert.Throws<IOException>(WriteForEver);

        void WriteForEver()
        {
            while (true)
                ballast.Write(block);
        }
    }

    private static async Task<bool> RanAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
