namespace KnowledgeBase.Engine.Segments;

/// <summary>A reference-counted open segment; the last release closes it.</summary>
internal sealed class SharedSegment(SegmentReader reader)
{
    private int _references = 1;

    public SegmentReader Reader => reader;

    public SharedSegment Acquire()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            reader.Dispose();
    }
}
