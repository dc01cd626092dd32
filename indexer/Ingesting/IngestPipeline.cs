using System.Threading.Channels;
using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Tasks;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.Indexer.Ingesting;

/// <summary>From looks to committed records: files are prepared side by side, written down in the order of the looks, and committed in groups.</summary>
internal sealed partial class IngestPipeline(FilePreparer preparer, FileApplier applier, TaskBoard board, TimeProvider clock, ILogger<IngestPipeline> log)
{
    /// <summary>A commit costs an fsync or two; waiting this long for one more file costs nobody anything.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(30);

    private static readonly TimeSpan AfterRefusedCommit = TimeSpan.FromSeconds(2);

    private const int LargestBatch = 64;

    /// <summary>Raised for each file after its commit; the record is null where the file is gone.</summary>
    public event Action<PreparedFile, FileRecord?>? Committed;

    /// <summary>Runs until the looks are complete.</summary>
    public async Task RunAsync(IndexWriter writer, ChannelReader<Look> looks, CancellationToken cancel)
    {
        // The channel holds work under way; its bound is how many files are prepared at once.
        var underWay = Channel.CreateBounded<Task<PreparedFile>>(Environment.ProcessorCount);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var preparing = PrepareAllAsync(looks, underWay.Writer, stop.Token);
        try
        {
            await ApplyAllAsync(writer, underWay.Reader, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        await preparing.ConfigureAwait(false);
    }

    private async Task PrepareAllAsync(ChannelReader<Look> looks, ChannelWriter<Task<PreparedFile>> underWay, CancellationToken cancel)
    {
        try
        {
            await foreach (var look in looks.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                board.Start(look.TaskUid);
                var work = Task.Run(() => PrepareAsync(look, cancel), cancel);
                await underWay.WriteAsync(work, cancel).ConfigureAwait(false);
            }

            underWay.Complete();
        }
        catch (OperationCanceledException e)
        {
            underWay.Complete(e);
        }
    }

    private async Task<PreparedFile> PrepareAsync(Look look, CancellationToken cancel) =>
        new(look.TaskUid, look.Path, look.Place, await preparer.PrepareAsync(look.Path, look.Force, cancel).ConfigureAwait(false));

    private async Task ApplyAllAsync(IndexWriter writer, ChannelReader<Task<PreparedFile>> underWay, CancellationToken cancel)
    {
        var batch = new List<(PreparedFile File, FileRecord? Record)>();
        while (await underWay.WaitToReadAsync(cancel).ConfigureAwait(false))
        {
            while (batch.Count < LargestBatch && underWay.TryRead(out var work))
            {
                var prepared = await work.ConfigureAwait(false);
                batch.Add((prepared, await ApplyAsync(writer, prepared, cancel).ConfigureAwait(false)));
                if (!underWay.TryPeek(out _))
                    await Task.WhenAny(underWay.WaitToReadAsync(cancel).AsTask(), Task.Delay(Gathering, clock, cancel)).ConfigureAwait(false);
            }

            if (batch.Any(item => item.File.Outcome is not (Outcome.Unchanged or Outcome.Changing)))
                await CommitAsync(writer, cancel).ConfigureAwait(false);
            batch.ForEach(item => Report(item.File, item.Record));
            batch.Clear();
        }
    }

    /// <summary>Once the disk has refused a write, the writer takes nothing more before a commit goes through. Applying twice is applying once.</summary>
    private async Task<FileRecord?> ApplyAsync(IndexWriter writer, PreparedFile prepared, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return applier.Apply(writer, prepared);
            }
            catch (IndexException e) when (e is not IndexDamagedException)
            {
                await CommitAsync(writer, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Commits, again and again while the disk refuses: nothing is acknowledged before, and nothing is dropped.</summary>
    internal async Task CommitAsync(IndexWriter writer, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                writer.Commit();
                board.Pause(null);
                return;
            }
            catch (IndexException e) when (e is not IndexDamagedException)
            {
                CommitRefused(e.Message);
                board.Pause(e.Message);
                await Task.Delay(AfterRefusedCommit, clock, cancel).ConfigureAwait(false);
            }
        }
    }

    private void Report(PreparedFile file, FileRecord? record)
    {
        switch (file.Outcome)
        {
            case Outcome.Unchanged or Outcome.Changing:
                board.Forget(file.TaskUid);
                break;
            case Outcome.Failed(_, _, var failure, _):
                FileFailed(file.Place, failure.Code, failure.Message);
                board.Fail(file.TaskUid, failure.Code, failure.Message);
                break;
            default:
                board.Succeed(file.TaskUid, record?.Reports.Count ?? 0, record?.Passages ?? 0);
                break;
        }

        Committed?.Invoke(file, record);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{place} gives no report: {reason} ({code})")]
    private partial void FileFailed(string place, string code, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The index takes no changes, trying again: {reason}")]
    private partial void CommitRefused(string reason);
}
