using System.Text.Json.Serialization;

namespace KnowledgeBase.Store.Tasks;

/// <summary>The work on one file, as the task list shows it.</summary>
public sealed record IndexTask
{
    /// <summary>Counts up.</summary>
    public required long Uid { get; init; }

    /// <summary>The file's source path.</summary>
    public required string SourcePath { get; init; }

    /// <summary>How far it is.</summary>
    public required IndexTaskStatus Status { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>When a worker claimed it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was committed, failed or was cancelled.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Reports that the file gave.</summary>
    public int Reports { get; init; }

    /// <summary>Passages that the file gave.</summary>
    public int Passages { get; init; }

    /// <summary>Why it failed, for programs.</summary>
    public string? Code { get; init; }

    /// <summary>Why it failed, for people.</summary>
    public string? Reason { get; init; }
}

/// <summary>How far a task is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IndexTaskStatus>))]
public enum IndexTaskStatus
{
    /// <summary>It waits.</summary>
    [JsonStringEnumMemberName("enqueued")]
    Enqueued,

    /// <summary>A worker reads the file, or waits for the commit.</summary>
    [JsonStringEnumMemberName("processing")]
    Processing,

    /// <summary>Its reports can be searched.</summary>
    [JsonStringEnumMemberName("succeeded")]
    Succeeded,

    /// <summary>The file gave no report.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was taken back before a worker claimed it.</summary>
    [JsonStringEnumMemberName("canceled")]
    Canceled,
}

/// <summary>How far the indexer is.</summary>
/// <param name="Queued">Files that wait.</param>
/// <param name="Processing">Files that are read now, or wait for their commit.</param>
/// <param name="Finished">Files done since the queue was last empty.</param>
/// <param name="Failed">Those of the finished ones that gave no report.</param>
/// <param name="Paused">Why nothing goes on, or null.</param>
public sealed record IndexProgress(int Queued, int Processing, int Finished, int Failed, PauseReason? Paused)
{
    /// <summary>Files of this batch.</summary>
    public int Total => Queued + Processing + Finished;

    /// <summary>Nothing waits and nothing is under way.</summary>
    public bool IsIdle => Queued + Processing == 0;
}
