namespace KnowledgeBase.Store.SavedSearches;

/// <summary>New matches on their way to a webhook, or how that ended. It names passages by number alone, never by their text.</summary>
public sealed record Delivery
{
    /// <summary>It is tried until it arrives.</summary>
    public const string WaitingStatus = "waiting";

    /// <summary>The receiver said yes.</summary>
    public const string DeliveredStatus = "delivered";

    /// <summary>All that it was about was taken down before it arrived.</summary>
    public const string WithdrawnStatus = "withdrawn";

    /// <summary>The same for every attempt, so that a receiver can tell a repetition.</summary>
    public required string Id { get; init; }

    /// <summary>The last arrival that it covers; it begins behind the search's position.</summary>
    public required long Through { get; init; }

    /// <summary>How many passages the last attempt held.</summary>
    public required int Hits { get; init; }

    /// <summary>waiting, delivered or withdrawn.</summary>
    public required string Status { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was tried last.</summary>
    public DateTimeOffset? LastAttempt { get; init; }

    /// <summary>The HTTP status that the receiver gave last.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why there was no such status.</summary>
    public string? LastError { get; init; }
}
