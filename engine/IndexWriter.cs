namespace KnowledgeBase.Engine;

/// <summary>Changes one index. Nothing is visible or durable before <see cref="Commit"/> returns; then all of it is. Thread-safe.</summary>
public sealed class IndexWriter : IDisposable
{
    internal IndexWriter()
    {
    }

    /// <summary>Adds a group, in place of the one with the same key.</summary>
    /// <exception cref="ArgumentException">A key, id or text beyond the limits; the index is as before.</exception>
    public void Put(DocumentGroup group) => throw new NotImplementedException();

    /// <summary>Removes a group. No effect where there is none.</summary>
    public void Delete(string key) => throw new NotImplementedException();

    /// <summary>Makes everything since the last commit durable and visible at once. Returns the new generation.</summary>
    /// <exception cref="IndexException">The disk refused. What was acknowledged before is intact; the changes are still held and a later commit tries again.</exception>
    public long Commit() => throw new NotImplementedException();

    /// <summary>Merges all segments into one and drops what was deleted. Commits.</summary>
    public void Optimize(CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Releases the lock. What was not committed is gone.</summary>
    public void Dispose() => throw new NotImplementedException();
}
