using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Ingesting;
using KnowledgeBase.Indexer.Tasks;
using KnowledgeBase.Indexer.Understanding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Hosting;

/// <summary>Keeps the index like the folders: compares once, then follows every change until the host stops.</summary>
internal sealed partial class IndexerService(
    KnowledgeStore store,
    FileCatalog catalog,
    CorpusFolders folders,
    LookQueue queue,
    IngestPipeline pipeline,
    ReaderKeeper keeper,
    LearningStep learning,
    TaskBoard board,
    IOptions<IndexerOptions> options,
    TimeProvider clock,
    ILogger<IndexerService> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterLocked = TimeSpan.FromSeconds(3);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        folders.RequireCorpus();
        folders.EnsureUploads();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var writer = await OpenWriterAsync(stoppingToken).ConfigureAwait(false);
        catalog.Load();
        keeper.Refresh();
        using var watcher = new CorpusWatcher(folders, options, clock);
        pipeline.Committed += (file, record) => LookAgain(watcher, file, record);
        foreach (var folder in folders.Roots)
            Following(folder);
        var running = pipeline.RunAsync(writer, queue.Looks, stoppingToken);
        var following = FollowAsync(watcher, writer, stoppingToken);
        await (await Task.WhenAny(running, following).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task FollowAsync(CorpusWatcher watcher, IndexWriter writer, CancellationToken cancel)
    {
        var count = await queue.AddDifferencesAsync(cancel).ConfigureAwait(false);
        FirstScan(count);
        using var beat = new PeriodicTimer(Beat, clock);
        while (await beat.WaitForNextTickAsync(cancel).ConfigureAwait(false))
        {
            foreach (var path in watcher.Settled())
                await queue.AddAsync(path, cancel).ConfigureAwait(false);

            // A comparison while files wait would only add them once more, and a batch teaches more than its half.
            if (!board.Progress.IsIdle)
                continue;
            foreach (var place in await learning.LearnAsync(writer, cancel).ConfigureAwait(false))
                await queue.RetryAsync(place, cancel).ConfigureAwait(false);
            if (watcher.ScanIsDue())
            {
                keeper.Refresh();
                await queue.AddDifferencesAsync(cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task<IndexWriter> OpenWriterAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                var writer = store.OpenWriter();
                board.Pause(null);
                return writer;
            }
            catch (IndexLockedException e)
            {
                board.Pause(e.Message);
                Locked(e.Message);
                await Task.Delay(AfterLocked, clock, cancel).ConfigureAwait(false);
                store.Refresh();
            }
        }
    }

    private void LookAgain(CorpusWatcher watcher, PreparedFile file, FileRecord? record)
    {
        if (file.Outcome is Outcome.Changing)
            watcher.Touch(file.Path);
        else if (file.Outcome is Outcome.Failed { Failure.Retry: true } && record is { Status: not FileStatus.Quarantined })
            watcher.TouchLater(file.Path, TimeSpan.FromMilliseconds(options.Value.RetryMilliseconds * Math.Pow(5, record.Tries - 1)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Following {folder}")]
    private partial void Following(string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "{count} files are new, changed or gone")]
    private partial void FirstScan(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not indexing yet: {reason}")]
    private partial void Locked(string reason);
}
