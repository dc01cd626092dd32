namespace KnowledgeBase.Store.Tasks;

/// <summary>The files that wait to be read, and what became of them lately. Thread-safe.</summary>
/// <remarks>
/// A claimed item is leased to its claimer until it is finished by <see cref="Succeed"/>, <see cref="Fail"/> or <see cref="Forget"/>.
/// In one process a lease ends with the process; where workers share a queue, it runs out, and the item goes to another worker.
/// Doing an item twice is doing it once, so a lease that ran out too early loses nothing.
/// </remarks>
public interface IWorkQueue
{
    /// <summary>How far the indexer is.</summary>
    IndexProgress Progress { get; }

    /// <summary>The newest first; finished ones are forgotten after a while, since what lasts stands in the catalogue.</summary>
    IReadOnlyList<IndexTask> Tasks { get; }

    /// <summary>Whether a worker takes items at all.</summary>
    bool HasWorker { get; }

    /// <summary>The task with a number; null where there is none (any more).</summary>
    IndexTask? Find(long uid);

    /// <summary>Adds a file; waits while the queue is full.</summary>
    ValueTask<WorkTicket> EnqueueAsync(string sourcePath, WorkReason reason, CancellationToken cancel);

    /// <summary>The items in order, each claimed for the caller, until the queue is complete and empty.</summary>
    IAsyncEnumerable<WorkItem> ClaimAsync(CancellationToken cancel);

    /// <summary>No items come any more.</summary>
    void Complete();

    /// <summary>The item is done and durable.</summary>
    void Succeed(long uid, int reports, int passages);

    /// <summary>The file gave no report.</summary>
    void Fail(long uid, string code, string reason);

    /// <summary>Nothing had to be done: the task leaves no trace.</summary>
    void Forget(long uid);

    /// <summary>
    /// Takes back an item that still waits; false where it is claimed, done or unknown, or where this queue takes none back.
    /// </summary>
    bool TryCancel(long uid) => false;

    /// <summary>Drops what waits and what is under way: the worker failed, and its next comparison finds the files again.</summary>
    void Abandon();

    /// <summary>Says why nothing goes on, or null when it goes on again.</summary>
    void Pause(PauseReason? reason);

    /// <summary>Completes when nothing waits and nothing is under way.</summary>
    Task WhenIdle(CancellationToken cancel = default);
}

/// <summary>What who adds a file gets for it.</summary>
/// <param name="TaskUid">The task's number.</param>
/// <param name="Position">
/// A search that has come at least so far sees what becomes of the file; null where there is one index and no position.
/// </param>
public readonly record struct WorkTicket(long TaskUid, long? Position);

/// <summary>One file to be read.</summary>
/// <param name="TaskUid">The task's number.</param>
/// <param name="SourcePath">The file's source path.</param>
/// <param name="Reason">Why.</param>
public readonly record struct WorkItem(long TaskUid, string SourcePath, WorkReason Reason);

/// <summary>Why a file is to be read.</summary>
public enum WorkReason
{
    /// <summary>It seems to have changed. Where it has not, the task leaves no trace.</summary>
    Changed,

    /// <summary>Somebody waits for it: the task stays listed, also where the file is known already.</summary>
    Requested,

    /// <summary>It is read even where its bytes are known already.</summary>
    Forced,
}
