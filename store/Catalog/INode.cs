namespace KnowledgeBase.Store.Catalog;

/// <summary>How far this process has come in following a server that others write to. Thread-safe.</summary>
public interface INode
{
    /// <summary>Everything up to this position is seen by a search that begins now; null where the index here is the only one.</summary>
    long? Position { get; }

    /// <summary>Why this process is not to be asked yet; null when it has caught up once.</summary>
    string? NotReady { get; }

    /// <summary>Why nothing new arrives, while what is here is still searched; null when all is well.</summary>
    string? Degraded { get; }

    /// <summary>Waits until whatever was accepted up to a position is read, stored and seen here.</summary>
    /// <returns>False where that took too long, or where the server cannot be reached to know.</returns>
    Task<bool> ReachAsync(long position, TimeSpan patience, CancellationToken cancel);
}

/// <summary>The only process, or one that reads an index that another process on the same machine writes.</summary>
public sealed class SingleNode : INode
{
    /// <inheritdoc/>
    public long? Position => null;

    /// <inheritdoc/>
    public string? NotReady => null;

    /// <inheritdoc/>
    public string? Degraded => null;

    /// <inheritdoc/>
    public Task<bool> ReachAsync(long position, TimeSpan patience, CancellationToken cancel) => Task.FromResult(false);
}
