using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Searching;

/// <summary>A commit with its segments open. Counts its references; the last one closes it.</summary>
internal sealed class OpenCommit
{
    private readonly SharedSegment[] _segments;
    private int _references = 1;

    /// <param name="segments">Each with a reference that this releases.</param>
    private OpenCommit(Commit commit, SharedSegment[] segments)
    {
        _segments = segments;
        View = new IndexView(commit, segments);
    }

    public IndexView View { get; }

    public IReadOnlyList<SharedSegment> Segments => _segments;

    /// <summary>Takes references of its own to segments that are open already.</summary>
    public static OpenCommit FromOpenSegments(Commit commit, IReadOnlyList<SharedSegment> segments) =>
        new(commit, [.. segments.Select(segment => segment.Acquire())]);

    /// <summary>Opens the segments that are not open in <paramref name="before"/>.</summary>
    /// <param name="damaged">Called for each segment that cannot be opened, which is then left out; null refuses the commit.</param>
    /// <exception cref="IndexDamagedException">A segment is missing or not the one that the commit refers to.</exception>
    public static OpenCommit Open(IStorage storage, Commit commit, OpenCommit? before, Action<IndexDamagedException>? damaged)
    {
        var opened = new List<SharedSegment>();
        var readable = new List<SegmentState>();
        try
        {
            foreach (var state in commit.Segments)
            {
                try
                {
                    var known = before?._segments.FirstOrDefault(segment => segment.Reader.Name == state.Name);
                    opened.Add(known?.Acquire() ?? OpenSegment(storage, state, commit.Schema));
                    readable.Add(state);
                }
                catch (IndexDamagedException e) when (damaged is not null)
                {
                    damaged(e);
                }
            }
        }
        catch
        {
            foreach (var segment in opened)
                segment.Release();
            throw;
        }

        return new OpenCommit(commit with { Segments = readable }, [.. opened]);
    }

    private static SharedSegment OpenSegment(IStorage storage, SegmentState state, IndexSchema schema)
    {
        var reader = new SegmentReader(storage, state.Name, schema);
        if (reader.Documents == state.Documents && reader.Groups == state.Groups)
            return new SharedSegment(reader);
        reader.Dispose();
        throw new IndexDamagedException(
            state.Name.File,
            0,
            $"{state.Documents} documents in {state.Groups} groups expected, {reader.Documents} in {reader.Groups} found");
    }

    /// <summary>Takes a reference; false where it is closed already.</summary>
    public bool TryAcquire()
    {
        for (var references = Volatile.Read(ref _references); references > 0; references = Volatile.Read(ref _references))
            if (Interlocked.CompareExchange(ref _references, references + 1, references) == references)
                return true;
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) != 0)
            return;
        foreach (var segment in _segments)
            segment.Release();
    }
}
