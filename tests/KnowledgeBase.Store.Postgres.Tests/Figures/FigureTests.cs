using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.Postgres.Tests.Processes;
using KnowledgeBase.Store.Records;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Tests.Figures;

/// <summary>
/// The figures of docs/scale.md. Each prints one line: <c>KB_FIGURES=1 KB_BENCH=… dotnet test tests/KnowledgeBase.Store.Postgres.Tests
/// --filter FigureTests --logger "console;verbosity=detailed"</c>; <c>KB_PASSAGES</c> and <c>KB_SECONDS</c> say how large.
/// </summary>
public sealed class FigureTests(PostgresServer server)
{
    private const int PassagesPerReport = 20;

    /// <summary>How long from an upload's answer until the passage is found on every node, at 20 files a second?</summary>
    [Fact]
    public async Task Visible()
    {
        Require();
        await using var all = await Composition.StartAsync();
        var measured = await UploadAsync(all, Setting("KB_SECONDS", 30), watch: true);
        measured.Sort();
        Say($"visible: {measured.Count} uploads at 20/s, p50 {At(0.5):F0} ms, p99 {At(0.99):F0} ms, max {measured[^1]:F0} ms");

        double At(double share) => measured[(int)(share * (measured.Count - 1))];
    }

    /// <summary>How many files a second does one importer read into PostgreSQL, against the folder?</summary>
    [Fact]
    public async Task Import()
    {
        Require();
        await using var all = await Composition.StartAsync("primary");
        var texts = new Texts();
        var files = Setting("KB_IMPORT", 1500);
        var folder = Directory.CreateDirectory(Path.Combine(all.Folder, "files")).FullName;
        for (var i = 0; i < files; i++)
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{i}.txt"), texts.Report(i, PassagesPerReport));
        var indexed = new List<double>();
        var stored = new List<double>();
        for (var round = 0; round < 2; round++)
        {
            indexed.Add(await all.IngestAsync(folder, Path.Combine(all.Folder, $"folder{round}.index"), onServer: false));
            stored.Add(await all.IngestAsync(folder, Path.Combine(all.Folder, $"unused{round}.index"), onServer: true));
            await all.ScalarAsync<string>("truncate raw_names, raw_files, files, readings, tasks, folders, texts; select 'empty'");
        }

        Say($"import: {files} files of {PassagesPerReport} passages: folder {files / indexed.Min():F0}/s, "
            + $"PostgreSQL {files / stored.Min():F0}/s, ratio {indexed.Min() / stored.Min():F2}");
    }

    /// <summary>How long does a node take from nothing, and what does a passage cost on the server and on the node?</summary>
    [Fact]
    public void CatchUp()
    {
        Require();
        foreach (var passages in (int[])[Setting("KB_PASSAGES", 100_000), Setting("KB_MORE_PASSAGES", 0)])
        {
            if (passages == 0)
                continue;
            using var store = new TestStore(server.CreateDatabase());
            Fill(store, passages);
            using var connection = store.Get<PostgresDatabase>().Open();
            connection.Execute("vacuum analyze");
            var bytes = connection.Scalar<long>("select pg_database_size(current_database())") - EmptySize();
            var raw = connection.Scalar<long>("select pg_total_relation_size('raw_files')");
            var began = Stopwatch.GetTimestamp();
            store.Follow();
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var index = Directory.EnumerateFiles(store.Index, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
            Say($"catch up: {passages} passages in {seconds:F1} s, {1e6 * seconds / passages:F0} µs a passage; "
                + $"database {bytes / passages} bytes a passage (raw files {raw / passages}); index {index / passages} bytes a passage; "
                + $"process {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB at its peak");
        }
    }

    /// <summary>How many searches a second does a node answer while it follows 20 files a second, against none?</summary>
    [Fact]
    public async Task Searching()
    {
        Require();
        await using var all = await Composition.StartAsync("primary importer1 node1");
        var seconds = Setting("KB_SECONDS", 15);
        await UploadAsync(all, 20, watch: false, only: "node1");
        var quiet = new List<double>();
        var following = new List<double>();
        for (var round = 0; round < 3; round++)
        {
            await all.UntilAsync(
                async () => await all.ScalarAsync<long>("select count(*) from tasks where state in ('waiting', 'running')") == 0, "idle");
            quiet.Add(await SearchAsync(all, seconds));
            var uploading = UploadAsync(all, seconds, watch: false, only: "node1");
            following.Add(await SearchAsync(all, seconds));
            await uploading;
        }

        Say($"searching: {quiet.Max():F0}/s alone, {following.Max():F0}/s following 20 files/s, ratio {following.Max() / quiet.Max():F2}");
    }

    /// <summary>Uploads at 20 files a second; with a watch, the milliseconds from each answer until all nodes find it.</summary>
    private static async Task<List<double>> UploadAsync(Composition all, int seconds, bool watch, string? only = null)
    {
        var times = new List<Task<double>>();
        var began = Stopwatch.GetTimestamp();
        var run = Guid.NewGuid().ToString("N")[..6];
        for (var i = 0; i < 20 * seconds; i++)
        {
            var wait = TimeSpan.FromMilliseconds(i * 50) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            var node = only ?? Composition.Nodes[i % 3];
            var words = $"观测{run}{i}号问题";
            times.Add(OneAsync(all, node, $"{run}-{i}.txt", words, watch));
        }

        return [.. await Task.WhenAll(times)];
    }

    private static async Task<double> OneAsync(Composition all, string node, string name, string words, bool watch)
    {
        var (status, position, _) = await all.UploadAsync(node, name, Composition.Report("清河县审计局", words));
        Assert.Equal(HttpStatusCode.Accepted, status);
        if (!watch)
            return 0;
        var accepted = Stopwatch.GetTimestamp();
        await Task.WhenAll(Composition.Nodes.Select(async reader =>
        {
            while (await all.SearchAsync(reader, $"\"{words}\"", position) is not { Status: HttpStatusCode.OK, Total: 1 })
                await Task.Delay(10);
        }));
        return Stopwatch.GetElapsedTime(accepted).TotalMilliseconds;
    }

    private static async Task<double> SearchAsync(Composition all, int seconds)
    {
        string[] words = ["日常管理", "问题 情况", "督办落实", "审计局 例会"];
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
        {
            Assert.Equal(HttpStatusCode.OK, (await all.SearchAsync("node1", words[count % words.Length])).Status);
            count++;
        }

        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>As importers would have left it, without their tasks.</summary>
    private static void Fill(TestStore store, int passages)
    {
        var texts = new Texts();
        var reader = new ReportReader();
        using var connection = store.Get<PostgresDatabase>().Open();
        var stored = 0;
        for (var number = 0; stored < passages;)
        {
            using var transaction = connection.BeginTransaction();
            var position = connection.Scalar<long>("select advance_feed(200)") - 200;
            using var batch = new NpgsqlBatch(connection);
            for (var i = 0; i < 100 && stored < passages; i++, number++)
            {
                var bytes = texts.Report(number, PassagesPerReport);
                var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
                var name = string.Create(CultureInfo.InvariantCulture, $"corpus/{number}.txt");
                var reports = reader.Read(name, bytes, CancellationToken.None).Reports
                    .Select((report, at) => new ReportRecord(ReportRecord.IdFor(hash, at + 1), hash, at + 1, report)).ToList();
                var count = reports.Sum(ReportDocuments.PassageCount);
                var file = new FileEntry
                {
                    SourcePath = name,
                    Status = FileStatus.Indexed,
                    Hash = hash,
                    Size = bytes.Length,
                    Reports = [.. reports.Select(report => report.Id)],
                    Passages = count,
                    Edition = ReportDocuments.Edition,
                };
                RawFileTable.Put(connection, new RawName(name, hash, bytes.Length, DateTimeOffset.UnixEpoch), bytes);
                FileTable.Put(batch, hash, reports, ++position);
                FileTable.Put(batch, file, ++position);
                stored += count;
            }

            batch.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    private long EmptySize()
    {
        using var database = new PostgresDatabase(server.CreateDatabase());
        using var connection = database.Open();
        return connection.Scalar<long>("select pg_database_size(current_database())");
    }

    private static void Require() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("KB_FIGURES") is not null, "a measurement: runs where KB_FIGURES is set");

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
