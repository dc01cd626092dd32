using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine;

/// <summary>One index on disk. Thread-safe; the only way in.</summary>
public sealed class SearchIndex : IDisposable
{
    /// <summary>Opens the index in a folder, or creates an empty one there when the folder is empty or missing.</summary>
    /// <exception cref="IndexException">Not an index, damaged, of a newer version, or of another schema. Nothing on disk has changed.</exception>
    public static SearchIndex Open(string folder, IndexSchema schema, IndexOptions? options = null) => throw new NotImplementedException();

    /// <summary>The same over any storage. The index disposes of the storage.</summary>
    internal static SearchIndex Open(IStorage storage, IndexSchema schema, IndexOptions? options = null) => throw new NotImplementedException();

    /// <summary>The one writer. A second one, here or in another process, is refused with <see cref="IndexLockedException"/>.</summary>
    public IndexWriter OpenWriter() => throw new NotImplementedException();

    /// <summary>The newest commit that this handle knows, readable until disposed whatever the writer does.</summary>
    public Snapshot Snapshot() => throw new NotImplementedException();

    /// <summary>Takes up a commit that another process made. True when there was one.</summary>
    public bool Refresh() => throw new NotImplementedException();

    /// <summary>Examines every byte and every cross-structure rule of the index in a folder, without changing it and without stopping anybody.</summary>
    public static IndexCheck Check(string folder, CancellationToken cancel = default) => throw new NotImplementedException();

    internal static IndexCheck Check(IStorage storage, CancellationToken cancel = default) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}

/// <summary>Limits of an index; the defaults suit two cores and 24 GB.</summary>
public sealed record IndexOptions
{
    /// <summary>Bytes a writer may hold before it writes a segment on its own account.</summary>
    public long WriteBufferBytes { get; init; } = 64 << 20;

    /// <summary>Longer texts are refused, with the document named.</summary>
    public int MaxTextLength { get; init; } = 16 << 20;

    /// <summary>More clauses in one query are refused.</summary>
    public int MaxClauses { get; init; } = 1024;

    /// <summary>Deeper nesting in one query is refused.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>True does everything, merges too, on the thread that calls: the same calls then give the same reads and writes in the same order.</summary>
    internal bool SingleThreaded { get; init; }
}
