using System.Collections.Concurrent;
using System.Threading.Channels;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Preparing;

/// <summary>Prepares files side by side, so that slow ones hold nobody up. The items of one file stay in order.</summary>
/// <remarks>
/// Formats that another program converts have a lane of their own, and a reading that takes long leaves the quick lane.
/// Other files are handed over in the order of the queue, so that the same files always make the same index.
/// An item of a file is prepared when the one before it has been stored: it compares with what that one left.
/// </remarks>
internal sealed class PreparationLanes(Func<WorkItem, CancellationToken, Task<Outcome>> prepare, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// Ordinary files are read in some ten milliseconds; the first one of a cold process on a busy machine takes seconds.
    /// </summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    private static readonly int Width = Environment.ProcessorCount;

    /// <summary>Files of the quick lane that are claimed at once: their bytes and readings are in memory until they are stored.</summary>
    private static readonly int MostClaimed = 16 * Width;

    private static readonly string[] Converted = [".pdf", ".doc", ".wps", ".rtf"];

    private readonly SemaphoreSlim _quick = new(Width);
    private readonly SemaphoreSlim _slow = new(Width);
    private readonly SemaphoreSlim _overtime = new(4 * Width);
    private readonly SemaphoreSlim _claimed = new(MostClaimed);
    private readonly ConcurrentDictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Prepares every item and hands it over; whoever takes it completes <see cref="PreparedItem.Stored"/>.</summary>
    public async Task RunAsync(IAsyncEnumerable<WorkItem> items, ChannelWriter<PreparedItem> prepared, CancellationToken cancel)
    {
        var running = new ConcurrentDictionary<Task, byte>();
        var turn = Task.CompletedTask;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await foreach (var item in items.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                var isSlow = Converted.Contains(Path.GetExtension(item.SourcePath), StringComparer.OrdinalIgnoreCase);
                if (!isSlow)
                    await _claimed.WaitAsync(stop.Token).ConfigureAwait(false);
                var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var work = TrackAsync(item, isSlow ? null : new Turn(turn, passed));
                if (!isSlow)
                    turn = passed.Task;
                running[work] = 0;
                _ = work.ContinueWith(
                    done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            await Task.WhenAll(running.Keys).ConfigureAwait(false);
            prepared.TryComplete();
        }
        catch (Exception e)
        {
            prepared.TryComplete(e);
            if (e is not OperationCanceledException)
                throw;
        }

        // An item that is neither handed over nor given back would wait in the queue for good: who takes the others must learn of it.
        async Task TrackAsync(WorkItem item, Turn? itsTurn)
        {
            try
            {
                await RunOneAsync(item, itsTurn, prepared, cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not (OperationCanceledException or ChannelClosedException))
            {
                if (prepared.TryComplete(e))
                    await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    public void Dispose()
    {
        _quick.Dispose();
        _slow.Dispose();
        _overtime.Dispose();
        _claimed.Dispose();
    }

    private async Task RunOneAsync(WorkItem item, Turn? turn, ChannelWriter<PreparedItem> prepared, CancellationToken cancel)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = _last.GetValueOrDefault(item.SourcePath);
        _last[item.SourcePath] = stored.Task;
        try
        {
            if (before is not null)
                await before.WaitAsync(cancel).ConfigureAwait(false);

            var outcome = await PrepareAsync(item, turn, cancel).ConfigureAwait(false);
            if (turn is { Passed.Task.IsCompleted: false })
                await turn.Before.WaitAsync(cancel).ConfigureAwait(false);
            await prepared.WriteAsync(new PreparedItem(new PreparedFile(item, outcome), stored), cancel).ConfigureAwait(false);
            turn?.Passed.TrySetResult();
            await stored.Task.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            turn?.Passed.TrySetResult();
            stored.TrySetResult();
            _last.TryRemove(new(item.SourcePath, stored.Task));
            if (turn is not null)
                _claimed.Release();
        }
    }

    private async Task<Outcome> PrepareAsync(WorkItem item, Turn? turn, CancellationToken cancel)
    {
        var lane = turn is null ? _slow : _quick;
        await lane.WaitAsync(cancel).ConfigureAwait(false);
        var held = lane;
        try
        {
            var work = Task.Run(() => prepare(item, cancel), cancel);
            if (turn is not null)
            {
                await Task.WhenAny(work, Task.Delay(Long, clock, cancel)).ConfigureAwait(false);
                if (!work.IsCompleted && await _overtime.WaitAsync(0, cancel).ConfigureAwait(false))
                {
                    held = _overtime;
                    lane.Release();
                    turn.Passed.TrySetResult();
                }
            }

            return await work.ConfigureAwait(false);
        }
        finally
        {
            held.Release();
        }
    }

    /// <param name="Before">Completes when the item before is handed over, or takes too long to be waited for.</param>
    /// <param name="Passed">The same of this item.</param>
    private sealed record Turn(Task Before, TaskCompletionSource Passed);
}

/// <param name="File">What was found.</param>
/// <param name="Stored">To be completed once it is stored, so that the file's next item may be prepared.</param>
internal sealed record PreparedItem(PreparedFile File, TaskCompletionSource Stored);
