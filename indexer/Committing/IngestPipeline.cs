using System.Threading.Channels;
using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Preparing;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.Indexer.Committing;

/// <summary>From the queue to the index: files are prepared side by side, stored one at a time, and committed in groups.</summary>
internal sealed partial class IngestPipeline(
    PreparationLanes lanes, FileApplier applier, IWorkQueue queue, TimeProvider clock, ILogger<IngestPipeline> log)
{
    /// <summary>A commit costs an fsync or two; waiting this long for one more file delays nobody noticeably.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(30);

    private static readonly TimeSpan AfterRefusedCommit = TimeSpan.FromSeconds(2);

    private const int LargestBatch = 64;

    /// <summary>Full while somebody stores: a batch up to its commit, or who wants to be alone.</summary>
    private Channel<bool> _turn = Channel.CreateBounded<bool>(1);

    /// <summary>Raised for each file after its commit.</summary>
    public event Action<AppliedFile>? Committed;

    /// <summary>Runs until the queue is complete.</summary>
    public async Task RunAsync(IReadingWriter writer, CancellationToken cancel)
    {
        _turn = Channel.CreateBounded<bool>(1);
        var prepared = Channel.CreateUnbounded<PreparedItem>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var preparing = lanes.RunAsync(queue.ClaimAsync(stop.Token), prepared.Writer, stop.Token);
        try
        {
            await ApplyAllAsync(writer, prepared.Reader, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        await preparing.ConfigureAwait(false);
    }

    /// <summary>Does what needs several changes in one commit, while no file is stored.</summary>
    /// <remarks>After an exception no file is stored any more, so that nobody commits a part of it; the next run begins anew.</remarks>
    public async Task AloneAsync(Func<Task> work, CancellationToken cancel)
    {
        var turn = _turn;
        await turn.Writer.WriteAsync(true, cancel).ConfigureAwait(false);
        await work().ConfigureAwait(false);
        turn.Reader.TryRead(out _);
    }

    /// <summary>Commits, again and again while the disk refuses: nothing is acknowledged before, and nothing is dropped.</summary>
    public async Task CommitAsync(IReadingWriter writer, CancellationToken cancel)
    {
        var isReported = false;
        while (true)
        {
            try
            {
                writer.Commit();
                if (isReported)
                    queue.Pause(null);
                return;
            }
            catch (Exception e) when (e is IndexStorageException or StoreUnavailableException)
            {
                if (!isReported)
                    CommitRefused(e.Message);
                isReported = true;
                queue.Pause(new PauseReason(
                    e is StoreUnavailableException ? PauseReason.DatabaseUnavailable : PauseReason.DiskRefused, e.Message));
                await Task.Delay(AfterRefusedCommit, clock, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task ApplyAllAsync(IReadingWriter writer, ChannelReader<PreparedItem> prepared, CancellationToken cancel)
    {
        var batch = new List<AppliedFile>();
        var turn = _turn;
        while (await prepared.WaitToReadAsync(cancel).ConfigureAwait(false))
        {
            await turn.Writer.WriteAsync(true, cancel).ConfigureAwait(false);
            while (batch.Count < LargestBatch && prepared.TryRead(out var item))
            {
                batch.Add(await ApplyAsync(writer, item.File, cancel).ConfigureAwait(false));
                item.Stored.TrySetResult();
                if (!prepared.TryPeek(out _))
                {
                    var more = prepared.WaitToReadAsync(cancel).AsTask();
                    await Task.WhenAny(more, Task.Delay(Gathering, clock, cancel)).ConfigureAwait(false);
                }
            }

            if (batch.Any(applied => applied.File.Outcome is not (Outcome.Unchanged or Outcome.Changing)))
                await CommitAsync(writer, cancel).ConfigureAwait(false);
            turn.Reader.TryRead(out _);
            batch.ForEach(Report);
            batch.Clear();
        }
    }

    /// <summary>
    /// Once the disk has refused a write, the writer takes nothing more before a commit goes through. Applying twice is applying once.
    /// </summary>
    private async Task<AppliedFile> ApplyAsync(IReadingWriter writer, PreparedFile prepared, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return applier.Apply(writer, prepared);
            }
            catch (Exception e) when (e is IndexStorageException or StoreUnavailableException)
            {
                await CommitAsync(writer, cancel).ConfigureAwait(false);
            }
            catch (IndexArgumentException e) when (prepared.Outcome is Outcome.Understood understood)
            {
                // What the index does not take, a text beyond its limits say, is that one file's failure.
                prepared = prepared with
                {
                    Outcome = new Outcome.Failed(understood.File, understood.Hash, new ReadingFailure("not-indexable", e.Message), null),
                };
            }
        }
    }

    private void Report(AppliedFile applied)
    {
        var (file, entry, _) = applied;
        switch (file.Outcome)
        {
            case Outcome.Unchanged when file.Item.Reason == WorkReason.Requested && entry is { Status: FileStatus.Indexed }:
                queue.Succeed(file.Item.TaskUid, entry.Reports.Count, entry.Passages);
                break;
            case Outcome.Unchanged or Outcome.Changing:
                queue.Forget(file.Item.TaskUid);
                break;
            case Outcome.Failed(_, _, var failure, _):
                FileFailed(file.Item.SourcePath, failure.Code, failure.Message);
                queue.Fail(file.Item.TaskUid, failure.Code, failure.Message);
                break;
            default:
                queue.Succeed(file.Item.TaskUid, entry?.Reports.Count ?? 0, entry?.Passages ?? 0);
                break;
        }

        Committed?.Invoke(applied);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{sourcePath} gives no report: {reason} ({code})")]
    private partial void FileFailed(string sourcePath, string code, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The index takes no changes, trying again: {reason}")]
    private partial void CommitRefused(string reason);
}
