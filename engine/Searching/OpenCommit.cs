using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Searching;

/// <summary>A commit with its segments open. Counts its users; the last one closes it.</summary>
internal sealed class OpenCommit
{
    private readonly SharedSegment[] _segments;
    private int _users = 1;

    /// <param name="segments">With a use of each for this.</param>
    private OpenCommit(Commit commit, SharedSegment[] segments)
    {
        _segments = segments;
        View = new IndexView(commit, segments);
    }

    public IndexView View { get; }

    public IReadOnlyList<SharedSegment> Segments => _segments;

    /// <summary>Over segments that somebody else has open.</summary>
    public static OpenCommit Over(Commit commit, IReadOnlyList<SharedSegment> segments) => new(commit, [.. segments.Select(segment => segment.Use())]);

    /// <summary>Opens what is not open in <paramref name="before"/>.</summary>
    /// <exception cref="IndexDamagedException">A segment is missing or not what the commit names.</exception>
    public static OpenCommit Open(IStorage storage, Commit commit, OpenCommit? before)
    {
        var opened = new List<SharedSegment>();
        try
        {
            foreach (var state in commit.Segments)
            {
                var known = before?._segments.FirstOrDefault(segment => segment.Reader.Name == state.Name);
                var segment = known?.Use() ?? new SharedSegment(new SegmentReader(storage, state.Name, commit.Schema));
                opened.Add(segment);
                if (segment.Reader.Documents != state.Documents || segment.Reader.Groups != state.Groups)
                    throw new IndexDamagedException(state.Name.File, 0, $"{state.Documents} documents in {state.Groups} groups expected, {segment.Reader.Documents} in {segment.Reader.Groups} found");
            }
        }
        catch
        {
            foreach (var segment in opened)
                segment.Release();
            throw;
        }

        return new OpenCommit(commit, [.. opened]);
    }

    /// <summary>True unless it is closed already.</summary>
    public bool TryUse()
    {
        for (var users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
                return true;
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) != 0)
            return;
        foreach (var segment in _segments)
            segment.Release();
    }
}
