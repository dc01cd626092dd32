using KnowledgeBase.Engine.Checking;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Searching;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;
using KnowledgeBase.Engine.Writing;

namespace KnowledgeBase.Engine;

/// <summary>One index on disk. Thread-safe; the only way in.</summary>
public sealed class SearchIndex : IDisposable
{
    private const int OpenAttempts = 10;

    private readonly Lock _gate = new();
    private readonly IStorage _storage;
    private readonly IndexOptions _options;
    private readonly IndexFaults _faults;
    private readonly Scrubber _scrubber;
    private OpenCommit? _current;

    private SearchIndex(IStorage storage, IndexOptions options, IndexFaults faults, OpenCommit current) =>
        (_storage, _options, _faults, _current, _scrubber) =
            (storage, options, faults, current, new Scrubber(TryUseCurrent, faults.Report));

    /// <summary>Damage and failed merges that this handle has met.</summary>
    public IndexFaults Faults => _faults;

    /// <summary>Opens the index in a folder, or creates an empty one there when the folder is empty or missing.</summary>
    /// <exception cref="IndexException">
    /// Not an index, damaged, of a newer version, or of another schema. Nothing on disk has changed.
    /// </exception>
    public static SearchIndex Open(string folder, IndexSchema schema, IndexOptions? options = null) =>
        Open(new FolderStorage(folder), schema, options);

    /// <summary>The same over any storage. The index disposes of the storage.</summary>
    internal static SearchIndex Open(IStorage storage, IndexSchema schema, IndexOptions? options = null)
    {
        SchemaCodec.Validate(schema);
        options ??= new IndexOptions();
        var faults = new IndexFaults(options.FaultReported);
        try
        {
            return new SearchIndex(storage, options, faults, OpenLatestCommit(storage, schema, options, faults, null)!);
        }
        catch (IOException e)
        {
            throw new IndexStorageException($"the index in '{storage.Name}' cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>The one writer. A second one, here or in another process, is refused with <see cref="IndexLockedException"/>.</summary>
    /// <exception cref="IndexDamagedException">Damage has been found: what is left must not become a commit.</exception>
    public IndexWriter OpenWriter()
    {
        IDisposable? writerLock = null;
        try
        {
            writerLock = _storage.Lock();
            lock (_gate)
            {
                RefreshCurrent();
                _faults.ThrowIfDamaged();
                var current = Current();
                if (current.View.Commit.Generation == 0)
                    Manifest.Publish(_storage, current.View.Commit);
                var segments = current.Segments.Select(segment => segment.Acquire());
                var core = new WriterCore(_storage, writerLock, current.View.Commit, segments, _options, _faults, OnPublished);
                writerLock = null;
                return new IndexWriter(core);
            }
        }
        catch (IOException e)
        {
            throw new IndexStorageException($"the index in '{_storage.Name}' cannot be written: {e.Message}", e);
        }
        finally
        {
            writerLock?.Dispose();
        }
    }

    /// <summary>The newest commit that this handle knows, readable until disposed whatever the writer does.</summary>
    public Snapshot Snapshot()
    {
        lock (_gate)
        {
            var current = Current();
            current.TryAcquire();
            return new Snapshot(current, _options, _faults);
        }
    }

    /// <summary>Switches to the newest commit that another process made. True when there was one.</summary>
    public bool Refresh()
    {
        lock (_gate)
        {
            try
            {
                return RefreshCurrent();
            }
            catch (IOException e)
            {
                throw new IndexStorageException($"the index in '{_storage.Name}' cannot be read: {e.Message}", e);
            }
        }
    }

    /// <summary>
    /// Verifies every byte and every rule between structures of the index in a folder, without changing it or blocking readers and writers.
    /// </summary>
    public static IndexCheck Check(string folder, CancellationToken cancel = default) => Check(new FolderStorage(folder), cancel);

    internal static IndexCheck Check(IStorage storage, CancellationToken cancel = default) => Checker.Run(storage, cancel);

    /// <summary>Closes the index for new snapshots. Snapshots that are open stay readable; a writer is disposed of by its owner.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _scrubber.Dispose();
            _current?.Release();
            _current = null;
            _storage.Dispose();
        }
    }

    /// <summary>Opens the newest commit of a folder; null where it is the one that is open already.</summary>
    private static OpenCommit? OpenLatestCommit(
        IStorage storage,
        IndexSchema schema,
        IndexOptions options,
        IndexFaults faults,
        OpenCommit? before)
    {
        var commit = Manifest.Read(storage);
        for (var attempt = 1; ; attempt++)
        {
            commit ??= new Commit(0, 1, schema, []);
            if (!SchemaCodec.IsReadableAs(commit.Schema, schema))
                throw new IndexVersionException($"the index in '{storage.Name}' has the fields [{SchemaCodec.Describe(commit.Schema)}], "
                    + $"this program expects [{SchemaCodec.Describe(schema)}]. Rebuild the index from the raw files.");
            commit = commit with { Schema = schema };
            if (before is not null && commit.Generation <= before.View.Commit.Generation)
                return null;
            try
            {
                return OpenCommit.Open(storage, commit, before, null);
            }
            catch (IndexDamagedException) when (attempt < OpenAttempts)
            {
                // A writer may have replaced the commit meanwhile and unlinked its files.
                var newer = Manifest.Read(storage);
                if (newer is not null && newer.Generation != commit.Generation)
                {
                    commit = newer;
                    continue;
                }

                if (!options.ServeDamaged)
                    throw;
                return OpenCommit.Open(storage, commit, before, faults.Report);
            }
        }
    }

    private bool RefreshCurrent()
    {
        var current = Current();
        if (OpenLatestCommit(_storage, current.View.Schema, _options, _faults, current) is not { } newer)
            return false;
        Replace(newer);
        return true;
    }

    private void OnPublished(Commit commit, IReadOnlyList<SharedSegment> segments)
    {
        lock (_gate)
        {
            if (_current is not null)
                Replace(OpenCommit.FromOpenSegments(commit, segments));
        }
    }

    private void Replace(OpenCommit newer)
    {
        _current!.Release();
        _current = newer;
    }

    /// <summary>Verifies what is open again, bit by bit.</summary>
    internal Scrubber Scrubber => _scrubber;

    /// <summary>The current commit with a use of it, or null where the index is closed.</summary>
    private OpenCommit? TryUseCurrent()
    {
        lock (_gate)
            return _current is { } current && current.TryAcquire() ? current : null;
    }

    private OpenCommit Current()
    {
        ObjectDisposedException.ThrowIf(_current is null, this);
        return _current;
    }
}

/// <summary>Limits of an index; the defaults suit two cores and 24 GB.</summary>
public sealed record IndexOptions
{
    /// <summary>Bytes of documents a writer buffers in memory before it writes a segment without being asked to commit.</summary>
    public long WriteBufferBytes { get; init; } = 32 << 20;

    /// <summary>Longer texts are refused; the message names the document.</summary>
    public int MaxTextLength { get; init; } = 16 << 20;

    /// <summary>
    /// Queries with more clauses are refused; so are queries whose texts have together more than eight times as many characters.
    /// </summary>
    public int MaxClauses { get; init; } = 1024;

    /// <summary>Queries nested deeper are refused.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>
    /// True answers from what can be read: segments that cannot be opened, and the rest of a segment in which a search meets damage, are
    /// left out. <see cref="SearchIndex.Faults"/> has the damage then, which a host must show with every answer. False refuses to open the
    /// index, or to answer. Reading a single damaged document or attachment is refused in both cases.
    /// </summary>
    public bool ServeDamaged { get; init; }

    /// <summary>
    /// Called once with damage, and when the reason why merges fail changes; on any thread, so it must be fast and must not throw.
    /// </summary>
    public Action<IndexException>? FaultReported { get; init; }

    /// <summary>
    /// Groups whose texts and keywords have together more characters are refused. A segment is built in memory whose positions have four
    /// bytes, and a character takes at most sixteen bytes of it.
    /// </summary>
    internal long MaxGroupLength { get; init; } = 1 << 26;

    /// <summary>The most documents of a segment.</summary>
    internal int MaxSegmentDocuments { get; init; } = Merging.MergePolicy.MaxSegmentDocuments;

    /// <summary>The most documents of an index, deleted ones included.</summary>
    internal int MaxDocuments { get; init; } = 1 << 30;

    /// <summary>
    /// True runs everything, merges included, on the calling thread: the same calls then lead to the same reads and writes in the same
    /// order.
    /// </summary>
    internal bool SingleThreaded { get; init; }
}
