using KnowledgeBase.Engine.Writing;

namespace KnowledgeBase.Engine;

/// <summary>Changes one index. Nothing is visible or durable before <see cref="Commit"/> returns; then all of it is. Thread-safe.</summary>
public sealed class IndexWriter : IDisposable
{
    private readonly WriterCore _core;

    internal IndexWriter(WriterCore core) => _core = core;

    /// <summary>Adds a group, in place of the one with the same key.</summary>
    /// <exception cref="ArgumentException">A key, id or text beyond the limits, or an id that another group has; the index is as before.</exception>
    /// <exception cref="IndexException">The disk refused earlier changes; they are held, and this one is not taken until a commit has succeeded.</exception>
    public void Put(DocumentGroup group) => _core.Put(group);

    /// <summary>Removes a group. No effect where there is none.</summary>
    public void Delete(string key) => _core.Delete(key);

    /// <summary>Makes everything since the last commit durable and visible at once. Returns the new generation.</summary>
    /// <exception cref="IndexException">The disk refused. What was acknowledged before is intact; the changes are still held and a later commit tries again.</exception>
    public long Commit() => _core.Commit();

    /// <summary>Merges all segments into one and drops what was deleted. Commits.</summary>
    public void Optimize(CancellationToken cancel = default) => _core.Optimize(cancel);

    /// <summary>Releases the lock. What was not committed is gone.</summary>
    public void Dispose() => _core.Dispose();
}
