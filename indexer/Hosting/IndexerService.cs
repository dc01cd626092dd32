using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Committing;
using KnowledgeBase.Indexer.Learning;
using KnowledgeBase.Indexer.Preparing;
using KnowledgeBase.Indexer.Scanning;
using KnowledgeBase.Indexer.Watching;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Hosting;

/// <summary>Keeps the index like the folders: compares once, then follows every change until the host stops.</summary>
internal sealed partial class IndexerService(
    KnowledgeStore store,
    SourceFolders folders,
    FileScan scan,
    IngestPipeline pipeline,
    CurrentReader current,
    MarkLearning learning,
    IWorkQueue queue,
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
        current.Refresh();
        using var watcher = new CorpusWatcher(folders, options, clock);
        pipeline.Committed += applied => ReadAgain(watcher, applied);
        foreach (var folder in folders.Roots)
            Following(folder);
        var running = pipeline.RunAsync(writer, stoppingToken);
        var following = FollowAsync(watcher, writer, stoppingToken);
        await (await Task.WhenAny(running, following).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task FollowAsync(CorpusWatcher watcher, IReadingWriter writer, CancellationToken cancel)
    {
        var count = await scan.EnqueueDifferencesAsync(cancel).ConfigureAwait(false);
        FirstScan(count);
        using var beat = new PeriodicTimer(Beat, clock);
        while (await beat.WaitForNextTickAsync(cancel).ConfigureAwait(false))
        {
            foreach (var path in watcher.Settled())
                await scan.EnqueueAsync(path, cancel).ConfigureAwait(false);

            // A comparison while files wait would only add them once more, and a batch teaches more than its half.
            if (!queue.Progress.IsIdle)
                continue;
            await learning.LearnAsync(writer, cancel).ConfigureAwait(false);
            if (watcher.ScanIsDue())
            {
                current.Refresh();
                await scan.EnqueueDifferencesAsync(cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadingWriter> OpenWriterAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                var writer = store.OpenWriter();
                queue.Pause(null);
                return writer;
            }
            catch (IndexLockedException e)
            {
                queue.Pause(e.Message);
                Locked(e.Message);
                await Task.Delay(AfterLocked, clock, cancel).ConfigureAwait(false);
                store.Refresh();
            }
        }
    }

    private void ReadAgain(CorpusWatcher watcher, AppliedFile applied)
    {
        var path = folders.PathOf(applied.File.Item.SourcePath);
        if (applied.File.Outcome is Outcome.Changing)
            watcher.Touch(path);
        else if (applied.File.Outcome is Outcome.Failed { Failure.Retry: true } && applied.Entry is { Status: not FileStatus.Quarantined } entry)
            watcher.TouchLater(path, TimeSpan.FromMilliseconds(options.Value.RetryMilliseconds * Math.Pow(5, entry.Tries - 1)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Following {folder}")]
    private partial void Following(string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "{count} files are new, changed or gone")]
    private partial void FirstScan(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not indexing yet: {reason}")]
    private partial void Locked(string reason);
}
