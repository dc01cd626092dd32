using System.Text;
using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Committing;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.Indexer.Tests;

/// <summary>A folder with the real worker behind it, and questions about what the index says of it.</summary>
internal sealed class FollowedCorpus : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-indexer-").FullName;
    private readonly LogLines _log = new();
    private IHost? _host;

    public FollowedCorpus() => Directory.CreateDirectory(Folder);

    public string Folder => Path.Combine(_home, "corpus");

    public string IndexFolder
    {
        get => field ?? Path.Combine(_home, "index");
        init;
    }

    /// <summary>What the worker counts time by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What was logged so far, warnings and errors only.</summary>
    public IReadOnlyList<string> Warnings => [.. _log.Lines];

    public IFileCatalog Catalog => _host!.Services.GetRequiredService<IFileCatalog>();

    public string Uploads => Path.Combine(_home, "uploads");

    public IWorkQueue Queue => _host!.Services.GetRequiredService<IWorkQueue>();

    /// <summary>The hash of each file that is stored; null for one that could not be read.</summary>
    public event Action<string?>? Committed;

    /// <summary>A small report whose one problem can be searched for.</summary>
    public static byte[] Report(string unit, int year, string problem) => Encoding.UTF8.GetBytes(
        $"{unit}{year}年度工作总结\n{year}年，{unit}各项工作平稳推进，现总结如下：\n一、主要工作\n（一）抓好日常管理。全年召开例会十二次，事项逐一督办落实。\n二、存在问题\n"
            + $"（一）{problem}。有关情况在日常工作中时有发生，需要认真加以解决。\n");

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public async Task<FollowedCorpus> StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Corpus:Folder"] = Folder,
            ["Corpus:Uploads"] = Uploads,
            ["Index:Folder"] = IndexFolder,
            ["Indexer:SettleMilliseconds"] = "20",
            ["Indexer:RescanSeconds"] = "1",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.AddProvider(_log);
        builder.Services.AddSingleton(Clock);
        builder.Services.AddKnowledgeStore(builder.Configuration);
        builder.Services.AddIndexer(builder.Configuration);
        _host = builder.Build();
        _host.Services.GetRequiredService<IngestPipeline>().Committed += applied =>
        {
            if (applied.Entry is not null)
                Committed?.Invoke(applied.Entry.Hash);
        };
        await _host.StartAsync();
        return this;
    }

    public async Task StopAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        _host = null;
    }

    public Snapshot Snapshot() => _host!.Services.GetRequiredService<KnowledgeStore>().Snapshot();

    /// <summary>The reports that hold some words, by id.</summary>
    public IReadOnlyList<string> Search(string words)
    {
        using var snapshot = Snapshot();
        var result = snapshot.Search(new SearchRequest { Query = new Query.Text(words, TextMatch.Phrase), Collapse = true, Limit = 100 });
        return [.. result.Hits.Select(hit => ReportRecord.IdOf(snapshot.GroupOf(hit.Document)))];
    }

    public Task<IReadOnlyList<string>> UntilFoundAsync(string words, int reports) =>
        UntilAsync(() => Search(words) is var found && found.Count == reports ? found : null);

    /// <summary>Asks again and again, each time when the worker has nothing left to do, for at most three minutes.</summary>
    public async Task<T> UntilAsync<T>(Func<T?> question)
        where T : class
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            await Queue.WhenIdle(patience.Token);
            if (question() is { } answer)
                return answer;
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Waits until the worker pauses for a reason; files may wait meanwhile.</summary>
    public async Task<PauseReason> UntilPausedAsync(string code)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            if (Queue.Progress.Paused is { } paused && paused.Code == code)
                return paused;
            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await StopAsync();
        Directory.Delete(_home, recursive: true);
    }
}
