namespace KnowledgeBase.Engine.Segments;

/// <summary>An open segment that several snapshots use; the last to let go closes it.</summary>
internal sealed class SharedSegment(SegmentReader reader)
{
    private int _users = 1;

    public SegmentReader Reader => reader;

    public SharedSegment Use()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            reader.Dispose();
    }
}
