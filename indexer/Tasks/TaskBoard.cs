namespace KnowledgeBase.Indexer.Tasks;

/// <summary>What is being done, and what was done lately. In memory: what lasts stands with the files in the index.</summary>
public sealed class TaskBoard(TimeProvider clock)
{
    private const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, IndexTask> _tasks = [];
    private long _nextUid;
    private int _queued;
    private int _processing;
    private int _finished;
    private int _failed;
    private string? _paused;
    private TaskCompletionSource _idle = Completed();

    public IndexProgress Progress
    {
        get
        {
            lock (_lock)
                return Count();
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<IndexTask> Tasks
    {
        get
        {
            lock (_lock)
                return [.. _tasks.Values.Reverse()];
        }
    }

    /// <summary>Completes when nothing waits and nothing is under way.</summary>
    public Task WhenIdle(CancellationToken cancel = default)
    {
        lock (_lock)
            return _idle.Task.WaitAsync(cancel);
    }

    internal long Enqueue(string place)
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
            _tasks[uid] = new IndexTask { Uid = uid, Place = place, Status = IndexTaskStatus.Enqueued, EnqueuedAt = clock.GetUtcNow() };
            return uid;
        }
    }

    internal void Start(long uid)
    {
        lock (_lock)
        {
            _tasks[uid] = _tasks[uid] with { Status = IndexTaskStatus.Processing, StartedAt = clock.GetUtcNow() };
            _queued--;
            _processing++;
        }
    }

    internal void Succeed(long uid, int reports, int passages) =>
        Finish(uid, task => task with { Status = IndexTaskStatus.Succeeded, FinishedAt = clock.GetUtcNow(), Reports = reports, Passages = passages });

    internal void Fail(long uid, string code, string reason) =>
        Finish(uid, task => task with { Status = IndexTaskStatus.Failed, FinishedAt = clock.GetUtcNow(), Code = code, Reason = reason });

    /// <summary>Nothing had to be done: the task leaves no trace.</summary>
    internal void Forget(long uid)
    {
        lock (_lock)
        {
            _tasks.Remove(uid);
            CountFinished();
        }
    }

    internal void Pause(string? reason)
    {
        lock (_lock)
            _paused = reason;
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
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
