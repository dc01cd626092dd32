namespace KnowledgeBase.Indexer.Tests;

/// <summary>A clock whose timestamps stand still until they are advanced, and whose wall clock can be set. Timers go on.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private long _timestamp;

    /// <summary>How far the wall clock is off.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _timestamp);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _timestamp, time.Ticks);
}
