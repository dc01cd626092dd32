using KnowledgeBase.Engine.Writing;

namespace KnowledgeBase.Engine;

/// <summary>
/// Changes one index. Changes are neither visible nor durable before <see cref="Commit"/> returns; then all of them are. Thread-safe.
/// </summary>
public sealed class IndexWriter : IDisposable
{
    private readonly WriterCore _core;

    internal IndexWriter(WriterCore core) => _core = core;

    /// <summary>Adds a group, replacing the one with the same key.</summary>
    /// <exception cref="IndexArgumentException">
    /// A key, id or text exceeds a limit, or another group has the id; nothing has changed.
    /// </exception>
    /// <exception cref="IndexStorageException">
    /// The disk failed earlier. Earlier changes are kept in memory; this one is not accepted until a commit has succeeded.
    /// </exception>
    public void Put(DocumentGroup group) => _core.Put(group);

    /// <summary>Removes a group. No effect where there is none.</summary>
    public void Delete(string key) => _core.Delete(key);

    /// <summary>Makes everything since the last commit durable and visible at once. Returns the new generation.</summary>
    /// <exception cref="IndexStorageException">
    /// The disk failed. Earlier commits are intact; the changes are kept, and a later commit tries again.
    /// </exception>
    public long Commit() => _core.Commit();

    /// <summary>Merges all segments into one and drops what was deleted. Commits.</summary>
    public void Optimize(CancellationToken cancel = default) => _core.Optimize(cancel);

    /// <summary>Releases the lock. Uncommitted changes are discarded.</summary>
    public void Dispose() => _core.Dispose();
}
