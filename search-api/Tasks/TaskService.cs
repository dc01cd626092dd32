using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Tasks;

/// <summary>What the indexer does, and what it did lately.</summary>
public sealed class TaskService(IWorkQueue queue, KnowledgeStore store)
{
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
}
