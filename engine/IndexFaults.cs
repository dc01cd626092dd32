namespace KnowledgeBase.Engine;

/// <summary>
/// What is wrong with an open index, for logs and health checks. Thread-safe. Damage does not heal: what can be read is still answered,
/// requests that need damaged bytes throw <see cref="IndexDamagedException"/>, and writing stops until the index has been rebuilt.
/// </summary>
public sealed class IndexFaults
{
    private readonly Action<IndexException>? _reported;
    private IndexDamagedException? _damage;
    private IndexException? _mergeFailure;

    internal IndexFaults(Action<IndexException>? reported) => _reported = reported;

    /// <summary>The first damage that this handle has met, or null. The message names the remedy.</summary>
    public IndexDamagedException? Damage => Volatile.Read(ref _damage);

    /// <summary>
    /// Why the last background merge failed, or null where it did not. Searches and commits are not affected; merging is tried again after
    /// later commits.
    /// </summary>
    public IndexException? MergeFailure => Volatile.Read(ref _mergeFailure);

    internal void Report(IndexDamagedException damage)
    {
        // Reported once: every further read of the damaged bytes finds the same.
        if (Interlocked.CompareExchange(ref _damage, damage, null) is null)
            _reported?.Invoke(damage);
    }

    internal void ReportMergeFailure(Exception cause)
    {
        var failure = new IndexException($"merging segments failed: {cause.Message} It is tried again after later commits.", cause);
        if (Interlocked.Exchange(ref _mergeFailure, failure)?.Message != failure.Message)
            _reported?.Invoke(failure);
    }

    internal void MergeSucceeded() => Volatile.Write(ref _mergeFailure, null);

    internal void ThrowIfDamaged()
    {
        if (Damage is { } damage)
            throw new IndexDamagedException(damage.File, damage.Offset, damage.Expected);
    }

    /// <summary>Runs an operation and records the damage that it meets.</summary>
    internal T Watch<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (IndexDamagedException e)
        {
            Report(e);
            throw;
        }
    }
}
