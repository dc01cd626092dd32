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
    private OpenCommit? _current;

    private SearchIndex(IStorage storage, IndexOptions options, OpenCommit current) => (_storage, _options, _current) = (storage, options, current);

    /// <summary>Opens the index in a folder, or creates an empty one there when the folder is empty or missing.</summary>
    /// <exception cref="IndexException">Not an index, damaged, of a newer version, or of another schema. Nothing on disk has changed.</exception>
    public static SearchIndex Open(string folder, IndexSchema schema, IndexOptions? options = null) => Open(new FolderStorage(folder), schema, options);

    /// <summary>The same over any storage. The index disposes of the storage.</summary>
    internal static SearchIndex Open(IStorage storage, IndexSchema schema, IndexOptions? options = null)
    {
        SchemaCodec.Validate(schema);
        try
        {
            return new SearchIndex(storage, options ?? new IndexOptions(), OpenNewest(storage, schema, null)!);
        }
        catch (IOException e)
        {
            throw new IndexException($"the index in '{storage.Name}' cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>The one writer. A second one, here or in another process, is refused with <see cref="IndexLockedException"/>.</summary>
    public IndexWriter OpenWriter()
    {
        IDisposable? held = null;
        try
        {
            held = _storage.Lock();
            lock (_gate)
            {
                RefreshCurrent();
                var current = Current();
                if (current.View.Commit.Generation == 0)
                    Manifest.Publish(_storage, current.View.Commit);
                var core = new WriterCore(_storage, held, current.View.Commit, current.Segments.Select(segment => segment.Use()), _options, Install);
                held = null;
                return new IndexWriter(core);
            }
        }
        catch (IOException e)
        {
            throw new IndexException($"the index in '{_storage.Name}' cannot be written: {e.Message}", e);
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>The newest commit that this handle knows, readable until disposed whatever the writer does.</summary>
    public Snapshot Snapshot()
    {
        lock (_gate)
        {
            var current = Current();
            current.TryUse();
            return new Snapshot(current, _options);
        }
    }

    /// <summary>Takes up a commit that another process made. True when there was one.</summary>
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
                throw new IndexException($"the index in '{_storage.Name}' cannot be read: {e.Message}", e);
            }
        }
    }

    /// <summary>Examines every byte and every cross-structure rule of the index in a folder, without changing it and without stopping anybody.</summary>
    public static IndexCheck Check(string folder, CancellationToken cancel = default) => Check(new FolderStorage(folder), cancel);

    internal static IndexCheck Check(IStorage storage, CancellationToken cancel = default) => Checker.Run(storage, cancel);

    public void Dispose()
    {
        lock (_gate)
        {
            _current?.Release();
            _current = null;
            _storage.Dispose();
        }
    }

    /// <summary>The newest commit of a folder, open; null where it is the one that is open already.</summary>
    private static OpenCommit? OpenNewest(IStorage storage, IndexSchema schema, OpenCommit? before)
    {
        var commit = Manifest.Read(storage);
        for (var attempt = 1; ; attempt++)
        {
            commit ??= new Commit(0, 1, schema, []);
            if (!SchemaCodec.Same(commit.Schema, schema))
                throw new IndexVersionException($"the index in '{storage.Name}' has the fields [{SchemaCodec.Describe(commit.Schema)}], this program wants [{SchemaCodec.Describe(schema)}]. Rebuild the index from the raw files.");
            if (before is not null && commit.Generation <= before.View.Commit.Generation)
                return null;
            try
            {
                return OpenCommit.Open(storage, commit, before);
            }
            catch (IndexDamagedException) when (attempt < OpenAttempts)
            {
                // A writer may have replaced the commit in between, and its files with it.
                var newer = Manifest.Read(storage);
                if (newer is null || newer.Generation == commit.Generation)
                    throw;
                commit = newer;
            }
        }
    }

    private bool RefreshCurrent()
    {
        var current = Current();
        if (OpenNewest(_storage, current.View.Schema, current) is not { } newer)
            return false;
        Replace(newer);
        return true;
    }

    private void Install(Commit commit, IReadOnlyList<SharedSegment> segments)
    {
        lock (_gate)
        {
            if (_current is not null)
                Replace(OpenCommit.Over(commit, segments));
        }
    }

    private void Replace(OpenCommit newer)
    {
        _current!.Release();
        _current = newer;
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
    /// <summary>Bytes a writer may hold before it writes a segment on its own account.</summary>
    public long WriteBufferBytes { get; init; } = 32 << 20;

    /// <summary>Longer texts are refused, with the document named.</summary>
    public int MaxTextLength { get; init; } = 16 << 20;

    /// <summary>More clauses in one query are refused; so are texts of more than eight times as many characters in it together.</summary>
    public int MaxClauses { get; init; } = 1024;

    /// <summary>Deeper nesting in one query is refused.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>True does everything, merges too, on the thread that calls: the same calls then give the same reads and writes in the same order.</summary>
    internal bool SingleThreaded { get; init; }
}
