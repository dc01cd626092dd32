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
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Hosting;

/// <summary>Keeps the index like the folders: compares once, then follows every change until the host stops.</summary>
/// <remarks>
/// Nothing that happens to the folders or to the index ends the product: searches go on, and the queue says why nothing is read.
/// </remarks>
internal sealed partial class IndexerService(
    IReadingStore store,
    SourceFolders folders,
    FileScan scan,
    IngestPipeline pipeline,
    CurrentReader current,
    MarkLearning learning,
    CopyLearning copies,
    Takeover takeover,
    IWorkQueue queue,
    PartialFiles partialFiles,
    PurgeRequest purge,
    IOptions<CorpusOptions> corpus,
    IOptions<IndexFolderOptions> index,
    IOptions<IndexerOptions> options,
    TimeProvider clock,
    ILogger<IndexerService> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterLocked = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private CorpusWatcher? _watcher;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        folders.RequireCorpus();
        if (!index.Value.ReplaceCorpus)
            store.RequireCorpus(folders.Corpus);
        folders.EnsureUploads();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        pipeline.Committed += ReadAgain;
        PauseReason? reported = null;
        while (true)
        {
            try
            {
                await RunAsync(stoppingToken).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (IndexDamagedException e)
            {
                // The store has stated it in the log.
                reported = new PauseReason(PauseReason.IndexDamaged, store.Damage ?? e.Message);
            }
            catch (StoreUnavailableException e)
            {
                var unavailable = new PauseReason(PauseReason.DatabaseUnavailable, e.Message);
                if (reported?.Code != PauseReason.DatabaseUnavailable)
                    Unavailable(e.Message);
                reported = unavailable;
            }
            catch (Exception e)
            {
                var failed = new PauseReason(PauseReason.Failed, e.Message);
                if (reported != failed)
                    Failed(e);
                reported = failed;
            }

            queue.Pause(reported);
            queue.Abandon();

            // A damaged index takes no changes until it has been rebuilt and opened anew.
            do
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (store is { Damage: not null, IsOpen: true } && !stoppingToken.IsCancellationRequested);
            if (stoppingToken.IsCancellationRequested)
                return;
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        using var writer = await OpenWriterAsync(cancel).ConfigureAwait(false);
        store.RecordFolders(folders.Corpus, corpus.Value.Uploads);
        current.Refresh();
        using var watcher = _watcher = new CorpusWatcher(folders, options, clock);
        var followed = folders.Corpus;
        Following(followed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = pipeline.RunAsync(writer, stop.Token);
        var following = FollowAsync(watcher, writer, stop.Token);
        var ended = await Task.WhenAny(running, following).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);

        // The writer is released only when nobody writes any more.
        await Task.WhenAll(running, following).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.ConfigureAwait(false);
    }

    private async Task FollowAsync(CorpusWatcher watcher, IReadingWriter writer, CancellationToken cancel)
    {
        StateUnmounted();
        var count = await scan.EnqueueDifferencesAsync(watcher, cancel).ConfigureAwait(false);
        FirstScan(count);
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(cancel).ConfigureAwait(false))
        {
            store.ThrowIfDamaged();
            foreach (var path in watcher.Settled())
                await scan.EnqueueAsync(path, cancel).ConfigureAwait(false);

            // A comparison while files wait would only add them once more, and a batch teaches more than its half.
            if (!queue.Progress.IsIdle)
                continue;
            if (await learning.LearnAsync(writer, cancel).ConfigureAwait(false) == 0)
                await copies.LearnAsync(cancel).ConfigureAwait(false);
            if (takeover.IsDue)
            {
                await takeover.RunAsync(writer, cancel).ConfigureAwait(false);
                scan.TouchDifferences(watcher);
            }

            if (purge.Current is { } request)
                await PurgeAsync(writer, request, cancel).ConfigureAwait(false);
            if (watcher.ScanIsDue())
            {
                current.Refresh();
                scan.TouchDifferences(watcher);
                partialFiles.Sweep();
                StateUnmounted();
            }
        }
    }

    /// <summary>What was taken down is removed first, by another process too; then nothing of it stays on disk.</summary>
    private async Task PurgeAsync(IReadingWriter writer, string request, CancellationToken cancel)
    {
        await scan.EnqueueDifferencesAsync(null, cancel).ConfigureAwait(false);
        await queue.WhenIdle(cancel).ConfigureAwait(false);
        await learning.ForgetAsync(writer, PurgeRequest.MarksIn(request), cancel).ConfigureAwait(false);
        writer.Purge();
        purge.Done(request);
    }

    /// <summary>An empty folder in the corpus's place is stated, and waited for.</summary>
    private void StateUnmounted()
    {
        var paused = folders.SeemsUnmounted && store.Catalog.Files.Any(file => folders.IsOfCorpus(file.SourcePath))
            ? new PauseReason(
                PauseReason.CorpusMissing,
                $"the corpus folder '{folders.Corpus}' is missing or empty, and its files are kept in the index until it is back; "
                + "if it was emptied on purpose, start once with --Corpus:AllowEmpty true")
            : null;
        if (paused is not null && queue.Progress.Paused != paused)
            Unmounted(paused.Text);
        if (paused is not null || queue.Progress.Paused is { Code: PauseReason.CorpusMissing })
            queue.Pause(paused);
        if (paused is null)
            folders.BeginFollowing();
    }

    private async Task<IReadingWriter> OpenWriterAsync(CancellationToken cancel)
    {
        for (var isReported = false; ; isReported = true)
        {
            try
            {
                var writer = store.OpenWriter();
                queue.Pause(null);
                return writer;
            }
            catch (IndexLockedException e)
            {
                if (!isReported)
                    Locked(e.Message);
                queue.Pause(new PauseReason(PauseReason.IndexLocked, e.Message));
                await Task.Delay(AfterLocked, clock, cancel).ConfigureAwait(false);
            }
        }
    }

    private void ReadAgain(AppliedFile applied)
    {
        if (_watcher is not { } watcher || !folders.Owns(applied.File.Item.SourcePath))
            return;
        var path = folders.PathOf(applied.File.Item.SourcePath);
        if (applied.File.Outcome is Outcome.Changing)
            watcher.Touch(path);
        else if (applied is { File.Outcome: Outcome.Failed { Failure.Retry: true }, Entry: { Status: not FileStatus.Quarantined } entry })
            watcher.TouchLater(path, TimeSpan.FromMilliseconds(options.Value.RetryMilliseconds * Math.Pow(5, entry.Tries - 1)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Following {folder}")]
    private partial void Following(string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "{count} files are new, changed or gone")]
    private partial void FirstScan(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not indexing yet: {reason}")]
    private partial void Locked(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not indexing until it is back: {reason}")]
    private partial void Unavailable(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Indexing stopped and is tried again")]
    private partial void Failed(Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{reason}")]
    private partial void Unmounted(string reason);
}
