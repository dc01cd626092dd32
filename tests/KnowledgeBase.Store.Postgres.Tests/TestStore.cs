using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Following;
using KnowledgeBase.Store.Postgres.Hosting;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Store.Postgres.Tests;

/// <summary>The store of one process, on a folder or on a server, with nothing that runs by itself.</summary>
public sealed class TestStore : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-store-").FullName;
    private readonly ServiceProvider _services;
    private readonly string? _connection;
    private readonly CancellationTokenSource _ended = new();
    private IAsyncEnumerator<WorkItem>? _claims;
    private Task<bool>? _claiming;

    /// <param name="connection">Null for a folder.</param>
    public TestStore(string? connection, params (string Key, string Value)[] settings)
    {
        _connection = connection;
        Directory.CreateDirectory(Path.Combine(_home, "corpus"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Corpus:Folder"] = Path.Combine(_home, "corpus"),
            ["Corpus:Uploads"] = Path.Combine(_home, "uploads"),
            ["Index:Folder"] = Path.Combine(_home, "index"),
            ["ConnectionStrings:KnowledgeBase"] = connection,
        }).AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddKnowledgeStore(configuration);
        services.AddPostgresWhereConfigured(configuration);
        _services = services.BuildServiceProvider();
        Writer = Readings.OpenWriter();
    }

    public string Corpus => Path.Combine(_home, "corpus");

    public string Index => Path.Combine(_home, "index");

    public IReadingStore Readings => Get<IReadingStore>();

    public IReadingWriter Writer { get; }

    public IWorkQueue Queue => Get<IWorkQueue>();

    public IUploads Uploads => Get<IUploads>();

    public IFileSource Files => Get<IFileSource>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A file that says one thing, and its report.</summary>
    public static (FileEntry File, ReportRecord Report) Reading(string sourcePath, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var reading = new ReportReader().Read("a.txt", Encoding.UTF8.GetBytes(
            $"清河县审计局2023年度工作总结\n一、主要工作\n（一）{text}。有关情况在日常工作中时有发生，需要认真加以解决。\n"), CancellationToken.None);
        var report = new ReportRecord(ReportRecord.IdFor(hash, 1), hash, 1, reading.Reports[0]);
        var file = new FileEntry
        {
            SourcePath = sourcePath,
            Status = FileStatus.Indexed,
            Hash = hash,
            Size = text.Length,
            Edition = ReportDocuments.Edition,
            Reports = [report.Id],
            Passages = ReportDocuments.PassageCount(report),
        };
        return (file, report);
    }

    /// <summary>Hands a file in as an upload would, with bytes of its own name.</summary>
    public async Task<string> HandInAsync(string name, string? content = null) =>
        await Uploads.KeepAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(content ?? name)), CancellationToken.None);

    /// <summary>
    /// The next item of the queue, claimed; waits for one. Where several compete, one may have to wait for the others to end: the limit is
    /// for a queue that hangs.
    /// </summary>
    public async Task<WorkItem> ClaimAsync()
    {
        _claims ??= Queue.ClaimAsync(_ended.Token).GetAsyncEnumerator();
        Assert.True(await (_claiming ?? _claims.MoveNextAsync().AsTask()).WaitAsync(TimeSpan.FromMinutes(3)));
        _claiming = null;
        return _claims.Current;
    }

    /// <summary>True where there is nothing to claim; whatever comes later is the next claim's.</summary>
    public async Task<bool> HasNothingToClaimAsync()
    {
        _claims ??= Queue.ClaimAsync(_ended.Token).GetAsyncEnumerator();
        _claiming ??= _claims.MoveNextAsync().AsTask();
        await Task.WhenAny(_claiming, Task.Delay(300));
        return !_claiming.IsCompleted;
    }

    /// <summary>Claims nothing more, as a process that is gone.</summary>
    public async Task StopClaimingAsync()
    {
        await _ended.CancelAsync();
        if (_claiming is not null)
            await _claiming.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Adds a task for a file, claims it and stores a reading of it.</summary>
    public async Task StoreAsync(string sourcePath, string text, bool knownBytes = false)
    {
        await Queue.EnqueueAsync(sourcePath, WorkReason.Changed, CancellationToken.None);
        var item = await ClaimAsync();
        Assert.Equal(sourcePath, item.SourcePath);
        var (file, report) = Reading(sourcePath, text);
        Writer.Store(file, knownBytes ? [] : [report], item.TaskUid);
        Writer.Commit();
        Queue.Succeed(item.TaskUid, 1, file.Passages);
    }

    public async Task RemoveAsync(string sourcePath)
    {
        await Queue.EnqueueAsync(sourcePath, WorkReason.Changed, CancellationToken.None);
        var item = await ClaimAsync();
        Writer.Remove(sourcePath, item.TaskUid);
        Writer.Commit();
        Queue.Succeed(item.TaskUid, 0, 0);
    }

    /// <summary>What a search finds, in its order, with its scores; a node first takes up what is new.</summary>
    public IReadOnlyList<(string Id, double Score)> Search(string words)
    {
        if (_connection is not null)
            Follow();
        using var snapshot = Get<KnowledgeStore>().Snapshot();
        var all = new Engine.SearchRequest { Limit = 10_000 };
        var request = words.Length == 0 ? all : all with { Query = new Engine.Query.Text(words, Engine.TextMatch.Any) };
        return [.. snapshot.Search(request).Hits
            .Select(hit => (snapshot.IdOf(hit.Document), (double)hit.Score))];
    }

    /// <summary>One step of a node.</summary>
    public long Follow()
    {
        using var writer = Get<KnowledgeStore>().OpenReplicaWriter();
        var reader = new FeedReader(writer);
        using var connection = Get<PostgresDatabase>().Open();
        reader.Verify(connection);
        return reader.Read(connection, null, CancellationToken.None).Number;
    }

    public void Dispose()
    {
        StopClaimingAsync().Wait();
        _ended.Dispose();
        Writer.Dispose();
        _services.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}
