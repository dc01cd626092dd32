using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;

namespace KnowledgeBase.Store.Postgres.Tests.Following;

/// <summary>A node that follows the feed is like the database, whatever happened in between and however often it looked.</summary>
public sealed class FeedTests(PostgresServer server)
{
    [Fact]
    public async Task No_position_appears_behind_a_reader_while_others_commit_at_the_same_time()
    {
        var database = server.CreateDatabase();
        using var node = new TestStore(database);
        using var stop = new CancellationTokenSource();

        // Each reads on from where it was, as fast as it can: what appeared behind it would never be read.
        var steps = 0;
        var following = Task.Run(() =>
        {
            for (; !stop.IsCancellationRequested; Interlocked.Increment(ref steps))
                node.Follow();
        });

        // The others go on until the node has looked in between, however slow it is.
        var written = (await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            () => WriteAsync(database, writer, written => written < 10 || Volatile.Read(ref steps) < 6))))).Sum();
        await stop.CancelAsync();
        await following;
        node.Follow();
        Assert.Equal(
            node.Readings.Catalog.Files.Select(file => file.SourcePath),
            node.Get<KnowledgeStore>().Catalog.Files.Select(file => file.SourcePath));
        Assert.Equal(written, node.Get<KnowledgeStore>().Catalog.Files.Count);
        Assert.Equal(written, node.Search("").Select(hit => hit.Id[..hit.Id.LastIndexOf('-')]).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nodes_at_the_same_position_answer_alike_in_ids_order_and_scores(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var database = server.CreateDatabase();
        using var importer = new TestStore(database);
        using var old = new TestStore(database);
        var random = new Random(seed);
        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var step = 0; step < 60; step++)
        {
            var path = $"uploads/{random.Next(12)}.txt";
            var text = $"第{random.Next(8)}号问题未整改，{new string('长', random.Next(3))}学习形式单一";
            if (random.Next(4) == 0 && holders.Remove(path))
            {
                await importer.RemoveAsync(path);
            }
            else
            {
                await importer.StoreAsync(path, text, knownBytes: holders.ContainsValue(text));
                holders[path] = text;
            }

            // One has gone through everything, in steps of its own.
            if (random.Next(3) == 0)
                old.Follow();
        }

        using var fresh = new TestStore(database);
        Assert.Equal(old.Follow(), fresh.Follow());
        foreach (var words in new[] { "", "问题", "学习形式单一", "第3号", "长学" })
        {
            var answer = fresh.Search(words);
            Assert.Equal(answer, old.Search(words));
            Assert.True(answer.Count > 0 || words == "第3号");
        }

        Assert.Equal(holders.Keys.Order(StringComparer.Ordinal), old.Get<KnowledgeStore>().Catalog.Files.Select(file => file.SourcePath));
    }

    [Fact]
    public async Task A_node_goes_on_exactly_where_its_last_commit_was()
    {
        var database = server.CreateDatabase();
        using var importer = new TestStore(database);
        using var node = new TestStore(database);
        await importer.StoreAsync("uploads/a.txt", "学习形式单一");
        var position = node.Follow();
        Assert.Equal(position, node.Get<KnowledgeStore>().Position!.Value.Number);
        var generation = Generation(node);
        node.Follow();
        Assert.Equal(generation, Generation(node));
        await importer.StoreAsync("uploads/b.txt", "担当意识不强");
        Assert.True(node.Follow() > position);
        Assert.Equal(2, node.Get<KnowledgeStore>().Catalog.Files.Count);
    }

    [Fact]
    public async Task A_node_that_followed_a_history_that_was_lost_starts_over()
    {
        var database = server.CreateDatabase();
        using var importer = new TestStore(database);
        using var node = new TestStore(database);
        await importer.StoreAsync("uploads/a.txt", "学习形式单一");
        node.Follow();
        Npgsql.NpgsqlConnection.ClearAllPools();
        importer.Get<PostgresDatabase>().Dispose();

        // The backup is from here.
        var restored = Copy(database, node);
        using var before = new TestStore(database);
        await before.StoreAsync("uploads/lost.txt", "将要丢失的内容");
        using (var connection = before.Get<PostgresDatabase>().Open())
        using (var writer = node.Get<KnowledgeStore>().OpenReplicaWriter())
            new Postgres.Following.FeedReader(writer).Read(connection, null, CancellationToken.None);
        Assert.NotEmpty(Find(node, "将要丢失的内容"));

        // The new history comes further than the node had been.
        using var after = new TestStore(restored);
        for (var i = 0; i < 5; i++)
            await after.StoreAsync($"uploads/{i}.txt", $"新的内容{i}");
        using (var connection = after.Get<PostgresDatabase>().Open())
        using (var writer = node.Get<KnowledgeStore>().OpenReplicaWriter())
        {
            var reader = new Postgres.Following.FeedReader(writer);
            Assert.False(reader.Verify(connection));
            Assert.NotEmpty(Find(node, "将要丢失的内容"));
            reader.Read(connection, null, CancellationToken.None);
            Assert.True(reader.Verify(connection));
        }

        Assert.Empty(Find(node, "将要丢失的内容"));
        Assert.Equal(after.Search(""), All(node));
    }

    [Fact]
    public async Task What_takes_positions_that_were_lost_is_not_passed_over()
    {
        var database = server.CreateDatabase();
        using var importer = new TestStore(database);
        using var node = new TestStore(database);
        await importer.StoreAsync("uploads/a.txt", "学习形式单一");
        using var writer = node.Get<KnowledgeStore>().OpenReplicaWriter();
        var reader = new Postgres.Following.FeedReader(writer);
        Read();
        var kept = writer.Position!.Value.Number;
        using (var connection = importer.Get<PostgresDatabase>().Open())
            connection.Execute("select advance_feed(4)");
        Read();

        // A server that ended before it had written these positions to disk, and was busy again before the node came back.
        using (var connection = importer.Get<PostgresDatabase>().Open())
        {
            connection.Execute("update feed set head = $1", kept);
            connection.Execute("delete from feed_marks where position > $1", kept);
        }

        await importer.StoreAsync("uploads/d.txt", "担当意识不强");
        Read();
        Assert.NotEmpty(Find(node, "担当意识不强"));

        void Read()
        {
            using var connection = node.Get<PostgresDatabase>().Open();
            Assert.True(reader.Verify(connection));
            reader.Read(connection, null, CancellationToken.None);
        }
    }

    [Fact]
    public async Task An_index_of_a_folder_does_not_follow_a_server_nor_the_other_way_round()
    {
        using var folder = new TestStore(null);
        await folder.StoreAsync("corpus/a.txt", "学习形式单一");
        folder.Writer.Dispose();
        using var node = new KnowledgeStore(folder.Index);
        folder.Get<KnowledgeStore>().Dispose();
        Assert.Throws<OtherCorpusException>(node.OpenReplicaWriter);

        var database = server.CreateDatabase();
        using var follower = new TestStore(database);
        follower.Follow();
        using var alone = new KnowledgeStore(follower.Index);
        Assert.Throws<OtherCorpusException>(() => alone.RequireCorpus(follower.Corpus));
    }

    private string Copy(string database, TestStore node)
    {
        node.Get<PostgresDatabase>().Dispose();
        return server.CreateDatabase(like: database);
    }

    private static long Generation(TestStore node)
    {
        using var snapshot = node.Get<KnowledgeStore>().Snapshot();
        return snapshot.Generation;
    }

    private static List<string> Find(TestStore node, string words)
    {
        using var snapshot = node.Get<KnowledgeStore>().Snapshot();
        return [.. snapshot.Search(new Engine.SearchRequest { Query = new Engine.Query.Text(words, Engine.TextMatch.Phrase) }).Hits
            .Select(hit => snapshot.IdOf(hit.Document))];
    }

    private static List<(string Id, double Score)> All(TestStore node)
    {
        using var snapshot = node.Get<KnowledgeStore>().Snapshot();
        return [.. snapshot.Search(new Engine.SearchRequest { Limit = 10_000 }).Hits
            .Select(hit => (snapshot.IdOf(hit.Document), (double)hit.Score))];
    }

    /// <summary>Returns how many files it has added; each has been stored by one of the writers.</summary>
    private static async Task<int> WriteAsync(string database, int writer, Func<int, bool> goesOn)
    {
        using var store = new TestStore(database);
        var i = 0;
        for (; goesOn(i); i++)
        {
            await store.Queue.EnqueueAsync($"uploads/{writer}-{i}.txt", Store.Tasks.WorkReason.Changed, CancellationToken.None);
            var item = await store.ClaimAsync();
            var (file, report) = TestStore.Reading(item.SourcePath, $"内容 {item.SourcePath}");
            store.Writer.Store(file, [report], item.TaskUid);
            store.Writer.Commit();
        }

        return i;
    }
}
