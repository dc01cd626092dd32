using System.Collections.Concurrent;

namespace KnowledgeBase.Indexer.Tests;

/// <summary>A wall clock that can be set, and timers that run faster than they were asked to.</summary>
internal sealed class TestClock(int speed = 1) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    /// <summary>How far the wall clock is off. Timers and timestamps do not follow it, as those of the system do not.</summary>
    public TimeSpan Offset { get; set; }

    /// <summary>Every wait that was begun, as long as it was asked for.</summary>
    public IEnumerable<TimeSpan> Waits => _waits;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, Faster(dueTime), Faster(period));
    }

    private TimeSpan Faster(TimeSpan time) => time > TimeSpan.Zero ? time / speed : time;
}
