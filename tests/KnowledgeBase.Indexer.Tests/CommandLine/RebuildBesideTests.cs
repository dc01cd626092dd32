using System.Diagnostics;
using KnowledgeBase.Indexer.CommandLine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Indexer.Tests.CommandLine;

/// <summary>A new index is made beside a running worker and put in the old one's place in one step.</summary>
public sealed class RebuildBesideTests
{
    private const int Files = 30;
    private const string Number = "13800138000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Searches_see_the_old_index_or_the_new_one_and_none_fails()
    {
        await using var corpus = await FollowAsync();
        using var ended = new CancellationTokenSource();
        var seen = new HashSet<int>();
        var searching = Enumerable.Range(0, 2).Select(_ => Task.Run(Search)).ToList();

        // The running worker masks the number, as it did from its start; the rebuild knows that the unit publishes it.
        await File.WriteAllTextAsync(corpus.Folder + ".public-numbers.txt", Number, Cancel);
        var rebuilt = await CommandLineTests.RunAsync("rebuild", "--beside", "--index", corpus.IndexFolder);
        Assert.True(rebuilt.Code == 0, rebuilt.Error);
        await corpus.UntilFoundAsync(Number, Files);
        await corpus.UntilAsync(() => new RebuiltIndex(corpus.IndexFolder).Exists ? null : "gone");
        await ended.CancelAsync();
        await Task.WhenAll(searching);
        Assert.Empty(seen.Except([0, Files]));
        Assert.Contains(Files, seen);

        // The worker goes on as before.
        corpus.Write("neu.txt", FollowedCorpus.Report("临江县审计局", 2024, "台账更新滞后"));
        await corpus.UntilFoundAsync("台账更新滞后", 1);
        Assert.Empty(corpus.Warnings);

        void Search()
        {
            while (!ended.IsCancellationRequested)
            {
                using var snapshot = corpus.Snapshot();
                var found = (int)snapshot.Search(new() { Query = new Engine.Query.Text(Number, Engine.TextMatch.Phrase) }, Cancel).TotalHits;
                Assert.Equal(Files, corpus.Search("有关情况在日常工作中时有发生").Distinct().Count());
                lock (seen)
                    seen.Add(found);
            }
        }
    }

    [Fact]
    public async Task A_rebuild_that_is_killed_leaves_the_old_index_and_the_next_one_goes_through()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a process is killed by a signal");
        await using var corpus = await FollowAsync();
        var rebuilt = new RebuiltIndex(corpus.IndexFolder);
        using (var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(IngestTarget).Assembly.Location, "rebuild", "--beside", "--index", corpus.IndexFolder])
        { RedirectStandardOutput = true, RedirectStandardError = true })!)
        {
            while (!Directory.Exists(rebuilt.Building))
                await Task.Delay(1, Cancel);
            process.Kill();
            await process.WaitForExitAsync(Cancel);
            Assert.NotEqual(0, process.ExitCode);
        }

        Assert.False(rebuilt.Exists);
        Assert.Equal(Files, corpus.Search("有关情况在日常工作中时有发生").Count);
        Assert.Equal(0, (await CommandLineTests.RunAsync("rebuild", "--beside", "--index", corpus.IndexFolder)).Code);
        await corpus.UntilAsync(() => rebuilt.Exists ? null : "gone");
        Assert.Equal(Files, corpus.Search("有关情况在日常工作中时有发生").Count);
        Assert.False(Directory.Exists(rebuilt.Building));
    }

    [Fact]
    public async Task A_takeover_that_ends_before_its_commit_has_changed_nothing_and_is_done_by_the_next_worker()
    {
        await using var corpus = await FollowAsync();
        await corpus.StopAsync();
        await File.WriteAllTextAsync(corpus.Folder + ".public-numbers.txt", Number, Cancel);
        var rebuilt = new RebuiltIndex(corpus.IndexFolder);
        using (var busy = new KnowledgeStore(corpus.IndexFolder))
        using (busy.OpenWriter())
            Assert.Equal(0, (await CommandLineTests.RunAsync("rebuild", "--beside", "--index", corpus.IndexFolder)).Code);
        Assert.True(rebuilt.Exists);
        using (var store = new KnowledgeStore(corpus.IndexFolder))
        using (var writer = store.OpenWriter())
            Assert.Equal(Files, rebuilt.PutInto(store.Catalog, writer, _ => true, Cancel));
        using (var store = new KnowledgeStore(corpus.IndexFolder))
        using (var snapshot = store.Snapshot())
            Assert.Equal(0, snapshot.Search(new() { Query = new Engine.Query.Text(Number, Engine.TextMatch.Phrase) }, Cancel).TotalHits);

        await corpus.StartAsync();
        await corpus.UntilFoundAsync(Number, Files);
        await corpus.UntilAsync(() => rebuilt.Exists ? null : "gone");
    }

    [Fact]
    public async Task What_was_refused_or_changed_or_deleted_since_is_not_brought_back()
    {
        await using var corpus = await FollowAsync();
        await corpus.StopAsync();
        var rebuilt = new RebuiltIndex(corpus.IndexFolder);
        using (var busy = new KnowledgeStore(corpus.IndexFolder))
        using (busy.OpenWriter())
            Assert.Equal(0, (await CommandLineTests.RunAsync("rebuild", "--beside", "--index", corpus.IndexFolder)).Code);
        string hash;
        using (var store = new KnowledgeStore(corpus.IndexFolder))
        {
            store.Open();
            hash = store.Catalog.At("corpus/1.txt")!.Hash!;
        }

        new Store.Takedowns.RefusalList(Path.Combine(Path.GetDirectoryName(corpus.IndexFolder)!, "refusals.json"))
            .Add(new(hash, "x", DateTimeOffset.UnixEpoch));
        File.Delete(Path.Combine(corpus.Folder, "2.txt"));
        corpus.Write("3.txt", FollowedCorpus.Report("临江县审计局", 2024, "台账更新滞后"));
        await corpus.StartAsync();
        await corpus.UntilAsync(() => rebuilt.Exists ? null : "gone");
        await corpus.UntilFoundAsync("台账更新滞后", 1);
        Assert.Equal(FileEntry.Refused, corpus.Catalog.At("corpus/1.txt")!.Code);
        Assert.Null(corpus.Catalog.At("corpus/2.txt"));
        Assert.Equal(Files - 2, corpus.Search("有关情况在日常工作中时有发生").Count);
    }

    [Fact]
    public async Task Without_a_running_worker_the_command_takes_the_new_index_over_itself()
    {
        await using var corpus = await FollowAsync();
        await corpus.StopAsync();
        await File.WriteAllTextAsync(corpus.Folder + ".public-numbers.txt", Number, Cancel);
        using var reader = new KnowledgeStore(corpus.IndexFolder);
        reader.Open();
        Assert.Equal(0, (await CommandLineTests.RunAsync("rebuild", "--beside", "--index", corpus.IndexFolder)).Code);
        Assert.False(new RebuiltIndex(corpus.IndexFolder).Exists);

        // A server that only searches follows by itself.
        Assert.True(reader.Refresh());
        using var snapshot = reader.Snapshot();
        Assert.Equal(Files, snapshot.Search(new() { Query = new Engine.Query.Text(Number, Engine.TextMatch.Phrase) }, Cancel).TotalHits);
    }

    private static async Task<FollowedCorpus> FollowAsync()
    {
        var corpus = new FollowedCorpus();
        for (var i = 0; i < Files; i++)
            corpus.Write($"{i}.txt", FollowedCorpus.Report("清河县审计局", 2023, $"第{i}处的联系电话{Number}无人接听"));
        await corpus.StartAsync();
        await corpus.UntilFoundAsync("有关情况在日常工作中时有发生", Files);
        return corpus;
    }
}
