using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Store.Postgres.Tests.Tasks;

/// <summary>Importers share one queue: whatever becomes of one, each file is read, and by one at a time.</summary>
public sealed class LeaseTests(PostgresServer server)
{
    private static readonly (string Key, string Value) ShortLease = ("Indexer:LeaseSeconds", "1");

    [Fact]
    public async Task Importers_that_claim_at_once_never_have_the_same_file_or_the_same_content()
    {
        var database = server.CreateDatabase();
        using var first = new TestStore(database);
        for (var i = 0; i < 60; i++)
            await first.HandInAsync($"{i}.txt", $"content {i % 20}");
        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ClaimAllAsync(database))));
        var paths = claimed.SelectMany(paths => paths).ToList();
        Assert.Equal(paths.Distinct().Count(), paths.Count);

        // Of each content one is being read; its other names wait until it is known.
        Assert.Equal(20, paths.Count);
    }

    [Fact]
    public async Task What_a_dead_importer_had_claimed_is_claimed_again_and_its_late_commit_stores_nothing()
    {
        var database = server.CreateDatabase();
        using var dead = new TestStore(database, ("Indexer:LeaseSeconds", "3600"));
        using var living = new TestStore(database, ShortLease);
        await dead.HandInAsync("a.txt");
        var lost = await dead.ClaimAsync();
        Assert.True(await living.HasNothingToClaimAsync());
        Expire(living);
        var taken = await living.ClaimAsync();
        Assert.Equal(lost, taken);

        var (late, lateReport) = TestStore.Reading(lost.SourcePath, "迟到的结果");
        dead.Writer.Store(late, [lateReport], lost.TaskUid);
        dead.Writer.Commit();
        Assert.Null(living.Readings.Catalog.At(lost.SourcePath));

        var (file, report) = TestStore.Reading(lost.SourcePath, "学习形式单一");
        living.Writer.Store(file, [report], taken.TaskUid);
        living.Writer.Commit();
        Assert.Equal(file.Hash, living.Readings.Catalog.At(lost.SourcePath)!.Hash);
        Assert.Equal(IndexTaskStatus.Succeeded, living.Queue.Find(taken.TaskUid)!.Status);
    }

    [Fact]
    public async Task A_file_over_which_three_importers_ended_alone_is_quarantined_with_its_reason_and_no_other_is()
    {
        var database = server.CreateDatabase();
        string sourcePath;
        using (var first = new TestStore(database))
        {
            sourcePath = await first.HandInAsync("poison.txt");
            await first.HandInAsync("beside.txt");
            var poison = await first.ClaimAsync();
            Assert.Equal(sourcePath, poison.SourcePath);
            Assert.EndsWith("beside.txt", (await first.ClaimAsync()).SourcePath, StringComparison.Ordinal);
            await EndAsync(first);
        }

        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var next = new TestStore(database, ShortLease);
            Assert.Equal(sourcePath, (await next.ClaimAsync()).SourcePath);
            Assert.True(await next.HasNothingToClaimAsync(), "what an importer may have ended over is read alone");
            await EndAsync(next);
        }

        using var last = new TestStore(database, ShortLease);
        var beside = await last.ClaimAsync();
        Assert.EndsWith("beside.txt", beside.SourcePath, StringComparison.Ordinal);
        var file = last.Readings.Catalog.At(sourcePath)!;
        Assert.Equal((FileStatus.Quarantined, "importer-ended", 3), (file.Status, file.Code, file.Tries));
        Assert.Contains("3 importers ended", file.Reason, StringComparison.Ordinal);
        last.Follow();
        Assert.Equal(FileStatus.Quarantined, last.Get<KnowledgeStore>().Catalog.At(sourcePath)!.Status);
    }

    [Fact]
    public async Task A_failure_that_may_pass_is_tried_again_after_a_while()
    {
        using var store = new TestStore(server.CreateDatabase(), ("Indexer:RetryMilliseconds", "1"));
        var sourcePath = await store.HandInAsync("a.txt");
        var item = await store.ClaimAsync();
        store.Writer.Store(
            new FileEntry { SourcePath = sourcePath, Status = FileStatus.Failed, Retryable = true, Tries = 1, Code = "timeout" },
            [],
            item.TaskUid);
        store.Writer.Commit();
        Assert.Equal(sourcePath, (await store.ClaimAsync()).SourcePath);
    }

    [Fact]
    public async Task An_importer_that_stops_gives_back_what_it_had_claimed()
    {
        var database = server.CreateDatabase();
        var stopping = new TestStore(database, ("Indexer:LeaseSeconds", "3600"));
        var sourcePath = await stopping.HandInAsync("a.txt");
        await stopping.ClaimAsync();
        stopping.Dispose();
        using var other = new TestStore(database);
        Assert.Equal(sourcePath, (await other.ClaimAsync()).SourcePath);
    }

    [Fact]
    public async Task Bytes_that_were_known_and_have_gone_meanwhile_are_read()
    {
        var database = server.CreateDatabase();
        using var store = new TestStore(database);
        await store.StoreAsync("uploads/a.txt", "学习形式单一");
        await store.Queue.EnqueueAsync("uploads/b.txt", WorkReason.Changed, CancellationToken.None);
        var twin = await store.ClaimAsync();
        using var other = new TestStore(database);
        await other.RemoveAsync("uploads/a.txt");

        // The importer of b had found the bytes known; at its commit they are not.
        store.Writer.Store(TestStore.Reading("uploads/b.txt", "学习形式单一").File, [], twin.TaskUid);
        store.Writer.Commit();
        Assert.Null(store.Readings.Catalog.At("uploads/b.txt"));
        var again = await store.ClaimAsync();
        Assert.Equal(("uploads/b.txt", WorkReason.Forced), (again.SourcePath, again.Reason));
    }

    [Fact]
    public void One_importer_learns_at_a_time()
    {
        var database = server.CreateDatabase();
        using var first = new TestStore(database);
        using var second = new TestStore(database);
        using (first.Readings.TryBeginLearning())
            Assert.Null(second.Readings.TryBeginLearning());
        using var turn = second.Readings.TryBeginLearning();
        Assert.NotNull(turn);
    }

    private static void Expire(TestStore store)
    {
        using var connection = store.Get<PostgresDatabase>().Open();
        connection.Execute("update tasks set lease_until = now() - interval '1 second' where state = 'running'");
    }

    /// <summary>The process is gone without a word: nobody gives back or renews.</summary>
    private static async Task EndAsync(TestStore store)
    {
        await store.StopClaimingAsync();
        using var connection = store.Get<PostgresDatabase>().Open();
        connection.Execute(
            "update tasks set lease_until = now() - interval '1 second', worker = gen_random_uuid() where state = 'running'");
    }

    private static async Task<List<string>> ClaimAllAsync(string database)
    {
        using var store = new TestStore(database, ("Indexer:LeaseSeconds", "3600"));
        var paths = new List<string>();
        while (!await store.HasNothingToClaimAsync())
            paths.Add((await store.ClaimAsync()).SourcePath);

        // Until all have counted, nobody gives back.
        using (var connection = store.Get<PostgresDatabase>().Open())
        {
            connection.Execute(
                "update tasks set worker = gen_random_uuid() where state = 'running' and source_path = any($1)", (object)paths.ToArray());
        }

        return paths;
    }
}
