using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Tasks;

/// <summary>The queue of one process, in memory: what lasts stands with the files in the index. Bounded: who adds more waits.</summary>
public sealed class WorkQueue(IOptions<IndexerOptions> options, TimeProvider clock) : IWorkQueue
{
    private const int Kept = 1000;

    private readonly Channel<WorkItem> _items =
        Channel.CreateBounded<WorkItem>(new BoundedChannelOptions(options.Value.QueueLength) { SingleReader = true });

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, IndexTask> _tasks = [];

    /// <summary>
    /// Tasks of an earlier process are forgotten; their numbers are not given again, since a caller may still ask for one. Fewer than a
    /// thousand files a second are read, so the numbers that a process gives stay behind the clock.
    /// </summary>
    private long _nextUid = clock.GetUtcNow().ToUnixTimeMilliseconds();
    private int _queued;
    private int _processing;
    private int _finished;
    private int _failed;
    private PauseReason? _paused;
    private volatile bool _hasWorker;
    private TaskCompletionSource _idle = Completed();

    /// <inheritdoc/>
    public IndexProgress Progress
    {
        get
        {
            lock (_lock)
                return Count();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<IndexTask> Tasks
    {
        get
        {
            lock (_lock)
                return [.. _tasks.Values.Reverse()];
        }
    }

    /// <inheritdoc/>
    public bool HasWorker => _hasWorker;

    /// <inheritdoc/>
    public IndexTask? Find(long uid)
    {
        lock (_lock)
            return _tasks.GetValueOrDefault(uid);
    }

    /// <inheritdoc/>
    public async ValueTask<WorkTicket> EnqueueAsync(string sourcePath, WorkReason reason, CancellationToken cancel)
    {
        var uid = Add(sourcePath);
        try
        {
            await _items.Writer.WriteAsync(new WorkItem(uid, sourcePath, reason), cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Withdraw(uid);
            throw;
        }

        return new WorkTicket(uid, null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WorkItem> ClaimAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        _hasWorker = true;
        await foreach (var item in _items.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            if (TryStart(item.TaskUid))
                yield return item;
        }
    }

    /// <inheritdoc/>
    public void Complete() => _items.Writer.TryComplete();

    /// <inheritdoc/>
    public void Succeed(long uid, int reports, int passages) => Finish(
        uid,
        task => task with { Status = IndexTaskStatus.Succeeded, FinishedAt = clock.GetUtcNow(), Reports = reports, Passages = passages });

    /// <inheritdoc/>
    public void Fail(long uid, string code, string reason) => Finish(
        uid,
        task => task with { Status = IndexTaskStatus.Failed, FinishedAt = clock.GetUtcNow(), Code = code, Reason = reason });

    /// <inheritdoc/>
    public void Forget(long uid)
    {
        lock (_lock)
        {
            _tasks.Remove(uid);
            CountFinished();
        }
    }

    /// <inheritdoc/>
    public bool TryCancel(long uid)
    {
        lock (_lock)
        {
            if (!_tasks.TryGetValue(uid, out var task) || task.Status != IndexTaskStatus.Enqueued)
                return false;
            _tasks[uid] = task with { Status = IndexTaskStatus.Canceled, FinishedAt = clock.GetUtcNow() };
            _queued--;
            _finished++;
            if (Count().IsIdle)
                _idle.TrySetResult();
            return true;
        }
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        while (_items.Reader.TryRead(out _))
        {
            // Each is found again.
        }

        lock (_lock)
        {
            foreach (var task in _tasks.Values.Where(task => task.FinishedAt is null).ToList())
                _tasks.Remove(task.Uid);
            (_queued, _processing) = (0, 0);
            _idle.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void Pause(PauseReason? reason)
    {
        lock (_lock)
            _paused = reason;
    }

    /// <inheritdoc/>
    public Task WhenIdle(CancellationToken cancel = default)
    {
        lock (_lock)
            return _idle.Task.WaitAsync(cancel);
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private long Add(string sourcePath)
    {
        lock (_lock)
        {
            if (Count().IsIdle)
            {
                (_finished, _failed) = (0, 0);
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            var uid = _nextUid++;
            _queued++;
            _tasks[uid] = new IndexTask
            {
                Uid = uid,
                SourcePath = sourcePath,
                Status = IndexTaskStatus.Enqueued,
                EnqueuedAt = clock.GetUtcNow(),
            };
            return uid;
        }
    }

    private void Withdraw(long uid)
    {
        lock (_lock)
        {
            if (_tasks.Remove(uid, out var task) && task.Status == IndexTaskStatus.Enqueued)
                _queued--;
            if (Count().IsIdle)
                _idle.TrySetResult();
        }
    }

    /// <summary>False for a task that was abandoned or cancelled meanwhile.</summary>
    private bool TryStart(long uid)
    {
        lock (_lock)
        {
            if (!_tasks.TryGetValue(uid, out var task) || task.Status != IndexTaskStatus.Enqueued)
                return false;
            _tasks[uid] = task with { Status = IndexTaskStatus.Processing, StartedAt = clock.GetUtcNow() };
            _queued--;
            _processing++;
            return true;
        }
    }

    private void Finish(long uid, Func<IndexTask, IndexTask> change)
    {
        lock (_lock)
        {
            var task = _tasks[uid] = change(_tasks[uid]);
            if (task.Status == IndexTaskStatus.Failed)
                _failed++;
            while (_tasks.Count > Kept && _tasks.First() is { Value.FinishedAt: not null } oldest)
                _tasks.Remove(oldest.Key);
            CountFinished();
        }
    }

    private void CountFinished()
    {
        _processing--;
        _finished++;
        if (Count().IsIdle)
            _idle.TrySetResult();
    }

    private IndexProgress Count() => new(_queued, _processing, _finished, _failed, _paused);
}
