using System.Collections.Concurrent;
using KnowledgeBase.Store.Postgres.Connections;

namespace KnowledgeBase.Store.Postgres.Tasks;

/// <summary>The tasks that this process has claimed and not finished. Thread-safe.</summary>
internal sealed class Claims(FeedSignals signals) : IDisposable
{
    private readonly ConcurrentDictionary<long, byte> _held = new();
    private readonly SemaphoreSlim _released = new(0);

    /// <summary>Names this process in the tasks that it holds.</summary>
    public Guid Worker { get; } = Guid.NewGuid();

    public bool IsEmpty => _held.IsEmpty;

    public long[] All => [.. _held.Keys];

    public bool Holds(long task) => _held.ContainsKey(task);

    public void Add(long task) => _held[task] = 0;

    /// <summary>False where it was given up already.</summary>
    public bool Remove(params IEnumerable<long> tasks)
    {
        var removed = false;
        foreach (var task in tasks)
            removed |= _held.TryRemove(task, out _);
        _released.Release();
        signals.SignalWork();
        return removed;
    }

    /// <summary>Completes when something has been given up, or after a while.</summary>
    public Task WhenRemovedAsync(TimeSpan atMost, CancellationToken cancel) => _released.WaitAsync(atMost, cancel);

    public void Dispose() => _released.Dispose();
}
