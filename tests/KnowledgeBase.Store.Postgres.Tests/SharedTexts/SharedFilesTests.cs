using System.Text;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.SharedTexts;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Takedowns;

namespace KnowledgeBase.Store.Postgres.Tests.SharedTexts;

/// <summary>What is revoked, refused or taken down on one machine is so on all.</summary>
public sealed class SharedFilesTests(PostgresServer server)
{
    [Fact]
    public async Task A_key_that_is_revoked_on_one_node_is_refused_on_all_and_without_the_database_too()
    {
        var database = server.CreateDatabase();
        using var first = new TestStore(database);
        using var second = new TestStore(database);
        var following = second.Get<SharedFiles>();
        await following.StartAsync(TestContext.Current.CancellationToken);
        var (key, kept) = first.Get<KeyFile>().Add("网站", Scopes.Search, DateTimeOffset.UtcNow, expires: null);
        var ring = second.Get<KeyRing>();
        await UntilAsync(() => ring.Find(key) is not null);
        Assert.True(second.Get<KeyFile>().Revoke(kept.Id, DateTimeOffset.UtcNow));
        Assert.Null(ring.Find(key));
        await following.StopAsync(TestContext.Current.CancellationToken);
        first.Get<SharedFiles>().Refresh();
        await second.Get<PostgresDatabase>().DisposeAsync();
        Assert.Null(first.Get<KeyRing>().Find(key));
        Assert.True(ring.IsNeeded);
        Assert.Null(ring.Find(key));
    }

    [Fact]
    public void Keys_from_before_the_database_move_into_it_where_it_has_none()
    {
        var database = server.CreateDatabase();
        using var first = new TestStore(database);
        using var second = new TestStore(database);
        var path = first.Get<KeyFile>().Path;
        var (key, _) = new KeyFile(path).Add("网站", Scopes.Search, DateTimeOffset.UtcNow, expires: null);
        new KeyFile(second.Get<KeyFile>().Path).Add("另一个", Scopes.Admin, DateTimeOffset.UtcNow, expires: null);
        first.Get<SharedFiles>().Refresh();
        second.Get<SharedFiles>().Refresh();
        Assert.NotNull(second.Get<KeyRing>().Find(key));
        Assert.Single(second.Get<KeyFile>().Read());
    }

    [Fact]
    public async Task Who_claims_a_file_after_it_was_refused_elsewhere_knows_it()
    {
        var database = server.CreateDatabase();
        using var node = new TestStore(database);
        using var importer = new TestStore(database);
        var path = await node.HandInAsync("a.txt", "学习形式单一");
        var hash = TestStore.Reading(path, "学习形式单一").File.Hash!;
        node.Get<RefusalList>().Add(new Refusal(hash, "单位要求下架", DateTimeOffset.UnixEpoch));
        await node.Queue.EnqueueAsync(path, Store.Tasks.WorkReason.Forced, CancellationToken.None);
        Assert.Equal(path, (await importer.ClaimAsync()).SourcePath);
        Assert.Equal("单位要求下架", importer.Get<RefusalList>().Find(hash)!.Reason);
    }

    [Fact]
    public async Task What_is_taken_down_and_purged_is_nowhere_in_the_database_nor_in_a_nodes_folder()
    {
        const string Canary = "金丝雀第七号下架问题";
        var database = server.CreateDatabase();
        using var importer = new TestStore(database);
        using var node = new TestStore(database);

        // One was uploaded, one stays in its folder and is refused.
        var upload = await importer.HandInAsync("a.txt", Canary);
        await StoreNextAsync(importer, Canary);
        var kept = await importer.HandInAsync("b.txt", Canary + "二");
        await StoreNextAsync(importer, Canary + "二");
        node.Follow();
        Assert.True(InDatabase(importer, Canary) >= 2);
        Assert.NotEmpty(FilesWith(node.Index, Canary));

        node.Uploads.Remove(upload);
        var hash = TestStore.Reading(kept, Canary + "二").File.Hash!;
        node.Get<RefusalList>().Add(new Refusal(hash, "单位要求下架", DateTimeOffset.UnixEpoch));
        await node.Queue.EnqueueAsync(kept, Store.Tasks.WorkReason.Forced, CancellationToken.None);
        node.Get<PurgeRequest>().Ask();
        for (var i = 0; i < 2; i++)
        {
            var item = await importer.ClaimAsync();
            if (item.SourcePath == upload)
                importer.Writer.Remove(upload, item.TaskUid);
            else
                importer.Writer.Store(Refused(kept, hash), [], item.TaskUid);
            importer.Writer.Commit();
        }

        importer.Get<SharedFiles>().Refresh();
        var request = importer.Get<PurgeRequest>().Current!;
        importer.Writer.Purge();
        importer.Get<PurgeRequest>().Done(request);
        node.Follow();
        node.Get<SharedFiles>().Refresh();
        Assert.Null(node.Get<PurgeRequest>().Current);
        Assert.Equal(0, InDatabase(importer, Canary));
        Assert.Empty(FilesWith(node.Index, Canary));

        // Allowed again and handed in again, it is read again.
        importer.Get<RefusalList>().Remove(hash);
        await importer.HandInAsync("b.txt", Canary + "二");
        var file = importer.Files.Find(kept)!.Value;
        Assert.Equal(Canary + "二", Encoding.UTF8.GetString((await importer.Files.ReadAsync(file, 1 << 20, CancellationToken.None)).Bytes));
    }

    private static FileEntry Refused(string path, string hash) => new()
    {
        SourcePath = path,
        Status = FileStatus.Failed,
        Hash = hash,
        Code = FileEntry.Refused,
        Reason = "单位要求下架",
    };

    private static async Task StoreNextAsync(TestStore importer, string text)
    {
        var item = await importer.ClaimAsync();
        var (file, report) = TestStore.Reading(item.SourcePath, text);
        importer.Writer.Store(file, [report], item.TaskUid);
        importer.Writer.Commit();
    }

    /// <summary>In how many tables some row holds the words, as text or as bytes.</summary>
    private static int InDatabase(TestStore store, string words)
    {
        using var connection = store.Get<PostgresDatabase>().Open();
        var tables = connection.Query(
            "select quote_ident(table_name) from information_schema.tables where table_schema = 'public'", reader => reader.GetString(0));
        var bytes = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(words));
        return tables.Count(table => connection.Scalar<bool>(
            $"select exists (select from {table} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%')", words, bytes));
    }

    private static List<string> FilesWith(string folder, string words) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(words)) >= 0)];

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!condition())
            await Task.Delay(20, patience.Token);
    }
}
