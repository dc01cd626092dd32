using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Tasks;

/// <summary>What the indexer does, and what it did lately.</summary>
public sealed class TaskService(
    IWorkQueue queue, KnowledgeStore store, IFileCatalog catalog, IUploads uploads, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>Other processes may work on the queue, so it is asked again and again.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Why no files are read, or null. Damage that a search has met is known here before the worker meets it.</summary>
    public PauseReason? Paused =>
        store.Damage is { } damage ? new PauseReason(PauseReason.IndexDamaged, damage) : queue.Progress.Paused;

    /// <summary>How far the indexer is.</summary>
    public ProgressResponse Progress
    {
        get
        {
            var now = queue.Progress;
            var paused = Paused;
            return new ProgressResponse(
                now.Queued,
                now.Processing,
                now.Finished,
                now.Failed,
                now.Total,
                now.IsIdle,
                paused?.Text,
                paused?.Code,
                queue.HasWorker);
        }
    }

    /// <summary>The newest first.</summary>
    public TaskListResponse List(Paging paging)
    {
        var tasks = queue.Tasks;
        return new TaskListResponse(
            [.. tasks.Skip(paging.Offset).Take(paging.HitsPerPage).Select(TaskResponse.Of)],
            tasks.Count,
            paging.Page,
            paging.HitsPerPage,
            paging.PagesOf(tasks.Count),
            Progress);
    }

    /// <summary>Null where there is no such task, or none any more.</summary>
    public TaskResponse? Find(long uid) => queue.Find(uid) is { } task ? TaskResponse.Of(task) : null;

    /// <summary>The task once it is finished, or as it is when the time is up or the host ends; null where there is none.</summary>
    /// <param name="uid">Its number.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancel">Ends the waiting: nobody is there any more.</param>
    public async Task<TaskResponse?> WaitAsync(long uid, TimeSpan patience, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        while (queue.Find(uid) is { } task)
        {
            if (task.FinishedAt is not null || clock.GetElapsedTime(begun) >= patience
                || lifetime.ApplicationStopping.IsCancellationRequested)
                return TaskResponse.Of(task);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
            await Task.Delay(Interval, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
        }

        return null;
    }

    /// <summary>Takes back a task that still waits. An uploaded file that nothing has been made of goes with it.</summary>
    /// <returns>The task as it is now; null where there is none. It is cancelled only where its status says so.</returns>
    public TaskResponse? Cancel(long uid)
    {
        if (queue.TryCancel(uid) && queue.Find(uid) is { } cancelled)
        {
            if (UploadFolder.IsUpload(cancelled.SourcePath) && catalog.At(cancelled.SourcePath) is null)
                uploads.Remove(cancelled.SourcePath);
            return TaskResponse.Of(cancelled);
        }

        return Find(uid);
    }
}
