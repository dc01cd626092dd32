using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Following;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.Tasks;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Tests.Following;

/// <summary>Who waits for an upload's position on a node finds the upload there, whatever commits beside it.</summary>
public sealed class PositionTests(PostgresServer server)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_upload_is_there_at_its_position_while_others_hand_in_and_store()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = server.CreateDatabase();
        using var importer = new TestStore(database);
        using var node = new TestStore(database);
        var follower = node.Get<PostgresFollower>();
        await follower.StartAsync(cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var storing = Task.Run(() => StoreAsync(importer, stop.Token), cancel);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => UploadAsync(writer), cancel)));
        await stop.CancelAsync();
        await storing;
        await follower.StopAsync(cancel);

        async Task UploadAsync(int writer)
        {
            using var uploader = new TestStore(database);
            for (var i = 0; i < 8; i++)
            {
                var path = await uploader.HandInAsync($"{writer}-{i}.txt");
                var ticket = await uploader.Queue.EnqueueAsync(path, WorkReason.Requested, cancel);
                Assert.True(await follower.ReachAsync(ticket.Position!.Value, Patience, cancel));
                Assert.NotNull(node.Get<KnowledgeStore>().Catalog.At(path));
            }
        }
    }

    [Fact]
    public async Task An_upload_that_is_committed_after_later_changes_is_waited_for()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = server.CreateDatabase();
        using var importer = new TestStore(database);
        using var node = new TestStore(database);
        await importer.StoreAsync("uploads/a.txt", "学习形式单一");
        WorkTicket ticket;
        using (var connection = importer.Get<PostgresDatabase>().Open())
        using (var transaction = connection.BeginTransaction())
        {
            ticket = TaskTable.Enqueue(connection, "uploads/late.txt", WorkReason.Requested);

            // Nobody waits for the open transaction, and what they store takes positions behind the upload's.
            await importer.StoreAsync("uploads/b.txt", "担当意识不强");
            Assert.True(node.Follow() > ticket.Position);
            transaction.Commit();
        }

        var follower = node.Get<PostgresFollower>();
        await follower.StartAsync(cancel);
        Assert.False(await follower.ReachAsync(ticket.Position!.Value, Moment, cancel));
        var item = await importer.ClaimAsync();
        Assert.Equal("uploads/late.txt", item.SourcePath);
        var (file, report) = TestStore.Reading(item.SourcePath, "迟到的材料");
        importer.Writer.Store(file, [report], item.TaskUid);
        importer.Writer.Commit();
        Assert.True(await follower.ReachAsync(ticket.Position.Value, Patience, cancel));
        Assert.NotNull(node.Get<KnowledgeStore>().Catalog.At("uploads/late.txt"));
        await follower.StopAsync(cancel);
    }

    [Fact]
    public async Task A_task_that_changes_nothing_is_not_waited_for_when_it_has_ended_and_a_position_that_was_never_given_is_refused()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var store = new TestStore(server.CreateDatabase());
        await store.StoreAsync("uploads/a.txt", "学习形式单一");
        var ticket = await store.Queue.EnqueueAsync("uploads/a.txt", WorkReason.Requested, cancel);
        store.Queue.Forget((await store.ClaimAsync()).TaskUid);
        var follower = store.Get<PostgresFollower>();
        await follower.StartAsync(cancel);
        Assert.True(await follower.ReachAsync(ticket.Position!.Value, Patience, cancel));
        Assert.False(await follower.ReachAsync(ticket.Position.Value + 1, Patience, cancel));
        await follower.StopAsync(cancel);
    }

    [Fact]
    public async Task A_position_of_a_history_that_was_lost_is_not_taken_for_one_of_the_new()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = server.CreateDatabase();
        using (var importer = new TestStore(database))
            await importer.StoreAsync("uploads/a.txt", "学习形式单一");
        NpgsqlConnection.ClearAllPools();
        var restored = server.CreateDatabase(like: database);
        using var node = new TestStore(database);
        using (var importer = new TestStore(database))
            await importer.StoreAsync("uploads/lost.txt", "将要丢失的内容");
        long position;
        using (var importer = new TestStore(restored))
        {
            await importer.StoreAsync("uploads/new.txt", "担当意识不强");
            position = importer.Follow();
        }

        var follower = node.Get<PostgresFollower>();
        await follower.StartAsync(cancel);
        Assert.True(await follower.ReachAsync(position, Patience, cancel));
        Assert.NotNull(node.Get<KnowledgeStore>().Catalog.At("uploads/lost.txt"));

        server.Replace(database, restored);
        while (!await follower.ReachAsync(position, Patience, cancel))
            Assert.False(cancel.IsCancellationRequested);
        Assert.NotNull(node.Get<KnowledgeStore>().Catalog.At("uploads/new.txt"));
        Assert.Null(node.Get<KnowledgeStore>().Catalog.At("uploads/lost.txt"));
        await follower.StopAsync(cancel);
    }

    private static async Task StoreAsync(TestStore importer, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await importer.HasNothingToClaimAsync())
                continue;
            var item = await importer.ClaimAsync();
            if (importer.Readings.Catalog.At(item.SourcePath) is not null)
            {
                importer.Queue.Forget(item.TaskUid);
                continue;
            }

            var (file, report) = TestStore.Reading(item.SourcePath, $"内容 {item.SourcePath}");
            importer.Writer.Store(file, [report], item.TaskUid);
            importer.Writer.Commit();
        }
    }
}
