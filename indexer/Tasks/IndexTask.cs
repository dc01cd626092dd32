using System.Text.Json.Serialization;

namespace KnowledgeBase.Indexer.Tasks;

/// <summary>One look at one file, as the task list shows it.</summary>
public sealed record IndexTask
{
    public required long Uid { get; init; }

    public required string Place { get; init; }

    public required IndexTaskStatus Status { get; init; }

    public required DateTimeOffset EnqueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public int Reports { get; init; }

    public int Passages { get; init; }

    public string? Code { get; init; }

    public string? Reason { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<IndexTaskStatus>))]
public enum IndexTaskStatus
{
    [JsonStringEnumMemberName("enqueued")]
    Enqueued,
    [JsonStringEnumMemberName("processing")]
    Processing,
    [JsonStringEnumMemberName("succeeded")]
    Succeeded,
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>How far the indexer is.</summary>
/// <param name="Queued">Files that wait.</param>
/// <param name="Processing">Files that are read now, or wait for their commit.</param>
/// <param name="Finished">Files done since the queue was last empty.</param>
/// <param name="Paused">Why nothing goes on (a full disk, another writer), or null.</param>
public sealed record IndexProgress(int Queued, int Processing, int Finished, int Failed, string? Paused)
{
    public int Total => Queued + Processing + Finished;

    public bool IsIdle => Queued + Processing == 0;
}
