using System.Diagnostics;
using KnowledgeBase.Indexer.CommandLine;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Indexer.Tests.CommandLine;

/// <summary>Backups and dumps as an operator makes them: commands, exit codes, one line for a mistake.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-backup-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_backup_is_made_beside_the_writer_verified_and_restored_and_nothing_is_read_again()
    {
        await IngestAsync();
        using (var store = new KnowledgeStore(At("data", "index")))
        using (store.OpenWriter())
            await SucceedsAsync("backup", At("backup"), "--index", At("data", "index"));
        Assert.Contains("as they were written", await SucceedsAsync("restore", At("backup"), "--check"), StringComparison.Ordinal);
        var restored = await SucceedsAsync(
            "restore", At("backup"), "--index", At("new", "data", "index"), "--corpus", At("new", "corpus"));
        Assert.Contains("1 files, 1 reports", restored, StringComparison.Ordinal);
        Assert.Contains("no damage", await SucceedsAsync("check", "--index", At("new", "data", "index")), StringComparison.Ordinal);

        await SucceedsAsync("ingest", At("new", "corpus"), "--index", At("new", "data", "index"));
        using var again = new KnowledgeStore(At("new", "data", "index"));
        again.Open();
        Assert.Equal(["corpus/a.txt"], again.Catalog.Files.Select(file => file.SourcePath));
        using var old = new KnowledgeStore(At("data", "index"));
        old.Open();
        Assert.Equal(old.Catalog.Files[0].Seen, again.Catalog.Files[0].Seen);
    }

    [Fact]
    public async Task A_backup_that_is_killed_is_not_taken_for_one_and_the_next_one_is_whole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a process is killed by a signal");
        await IngestAsync();

        // Files that need no reading but are copied, one after another, each to the disk.
        for (var i = 0; i < 400; i++)
            await File.WriteAllTextAsync(At("corpus", $"{i}.bin"), $"{i}");
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(ExitCodes).Assembly.Location, "backup", At("killed"), "--index", At("data", "index"), "--corpus", At("corpus")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using (var process = Process.Start(start)!)
        {
            while (!Directory.Exists(At("killed", "corpus")) && !process.HasExited)
                await Task.Delay(1, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(0, process.ExitCode);
        }

        Assert.NotEmpty(Directory.GetFiles(At("killed", "index")));
        foreach (var arguments in new string[][] { ["restore", At("killed"), "--check"], ["restore", At("killed"), "--index", At("new", "index")] })
        {
            var refused = await CommandLineTests.RunAsync(arguments);
            Assert.Equal(1, refused.Code);
            Assert.Contains("no finished backup", refused.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(At("new")));
        await SucceedsAsync("backup", At("whole"), "--index", At("data", "index"), "--corpus", At("corpus"));
        await SucceedsAsync("restore", At("whole"), "--check");
    }

    [Fact]
    public async Task A_dump_is_loaded_into_an_index_of_its_own()
    {
        await IngestAsync();
        await SucceedsAsync("dump", At("dump.jsonl"), "--index", At("data", "index"), "--with-files");
        Assert.Contains("1 files, 1 reports", await SucceedsAsync(
            "load", At("dump.jsonl"), "--index", At("new", "index"), "--corpus", At("new", "corpus")), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(At("corpus", "a.txt")), await File.ReadAllBytesAsync(At("new", "corpus", "a.txt")));
    }

    [Fact]
    public async Task A_mistake_ends_in_one_line_and_leaves_everything_as_it_is()
    {
        await IngestAsync();
        var index = At("data", "index");
        await SucceedsAsync("backup", At("backup"), "--index", index);
        await SucceedsAsync("dump", At("dump.jsonl"), "--index", index);
        await File.WriteAllTextAsync(At("cut.jsonl"), (await File.ReadAllTextAsync(At("dump.jsonl")))[..^20]);
        string[][] mistakes =
        [
            ["backup", At("backup"), "--index", index],
            ["backup", At("other"), "--index", At("missing")],
            ["backup", Path.Combine(index, "x"), "--index", index],
            ["restore", At("missing")],
            ["restore", At("corpus")],
            ["restore", At("backup"), "--index", index],
            ["dump", At("dump.jsonl"), "--index", index],
            ["dump", At("other.jsonl"), "--index", At("missing")],
            ["load", At("dump.jsonl"), "--index", index, "--corpus", At("corpus")],
            ["load", At("cut.jsonl"), "--index", At("new"), "--corpus", At("corpus")],
            ["load", At("missing"), "--index", At("new"), "--corpus", At("corpus")],
        ];
        foreach (var mistake in mistakes)
        {
            var refused = await CommandLineTests.RunAsync(mistake);
            Assert.True(refused.Code == 1, string.Join(' ', mistake) + refused.Output);
            Assert.StartsWith("error: ", Assert.Single(refused.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }

        Assert.Contains("1 files, 1 reports", await SucceedsAsync("check", "--index", index), StringComparison.Ordinal);
    }

    private string At(params string[] parts) => Path.Combine([_home, .. parts]);

    private async Task IngestAsync()
    {
        Directory.CreateDirectory(At("corpus"));
        await File.WriteAllBytesAsync(At("corpus", "a.txt"), FollowedCorpus.Report("清河县审计局", 2023, "学习形式单一"));
        await SucceedsAsync("ingest", At("corpus"), "--index", At("data", "index"));
    }

    private static async Task<string> SucceedsAsync(params string[] arguments)
    {
        var run = await CommandLineTests.RunAsync(arguments);
        Assert.True(run.Code == 0, run.Error);
        return run.Output;
    }
}
