using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Tasks;

/// <summary>The work on one file.</summary>
/// <param name="Uid">Counts up.</param>
/// <param name="SourcePath">The file.</param>
/// <param name="Status">enqueued, processing, succeeded, failed, canceled.</param>
/// <param name="EnqueuedAt">When it was added.</param>
/// <param name="StartedAt">When the worker took it up.</param>
/// <param name="FinishedAt">When it was committed, or failed.</param>
/// <param name="Reports">Reports that the file gave.</param>
/// <param name="Passages">Passages that the file gave.</param>
/// <param name="Code">Why it failed, for programs.</param>
/// <param name="Reason">Why it failed, for people.</param>
public sealed record TaskResponse(
    long Uid,
    string SourcePath,
    string Status,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int Reports,
    int Passages,
    string? Code,
    string? Reason)
{
    internal const string Canceled = "canceled";

    internal static TaskResponse Of(IndexTask task) => new(
        task.Uid,
        PersonalNumbers.Masked(task.SourcePath),
        NameOf(task.Status),
        task.EnqueuedAt,
        task.StartedAt,
        task.FinishedAt,
        task.Reports,
        task.Passages,
        task.Code,
        task.Reason is null ? null : PersonalNumbers.Masked(task.Reason));

    private static string NameOf(IndexTaskStatus status) => status switch
    {
        IndexTaskStatus.Enqueued => "enqueued",
        IndexTaskStatus.Processing => "processing",
        IndexTaskStatus.Succeeded => "succeeded",
        IndexTaskStatus.Canceled => Canceled,
        _ => "failed",
    };
}

/// <summary>How far the indexer is.</summary>
/// <param name="Queued">Files that wait.</param>
/// <param name="Processing">Files that are read now, or wait for their commit.</param>
/// <param name="Finished">Files done since the queue was last empty.</param>
/// <param name="Failed">Those of the finished ones that gave no report.</param>
/// <param name="Total">Files of this batch.</param>
/// <param name="IsIdle">Nothing waits and nothing is under way.</param>
/// <param name="Paused">Why nothing goes on, for people; null where it does.</param>
/// <param name="PausedCode">Why nothing goes on, for programs: index_locked, index_damaged, disk_refused, corpus_missing, failed.</param>
/// <param name="HasWorker">False where this process only searches.</param>
public sealed record ProgressResponse(
    int Queued, int Processing, int Finished, int Failed, int Total, bool IsIdle, string? Paused, string? PausedCode, bool HasWorker);

/// <summary>Tasks, the newest first, and how far the indexer is.</summary>
public sealed record TaskListResponse(
    IReadOnlyList<TaskResponse> Hits, long TotalHits, int Page, int HitsPerPage, long TotalPages, ProgressResponse Progress)
    : ListResponse<TaskResponse>(Hits, TotalHits, Page, HitsPerPage, TotalPages);
