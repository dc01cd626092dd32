using System.ComponentModel.DataAnnotations;

namespace KnowledgeBase.Store.Settings;

/// <summary>Where the server may send new matches of saved searches. Section <c>Webhooks</c>. By default nothing is sent anywhere.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Which addresses may be connected to, with blanks or commas between them: networks as <c>10.1.0.0/16</c>, and <c>public</c> for every
    /// address of the internet. Empty: webhooks are refused.
    /// </summary>
    public string Networks { get; init; } = "";

    /// <summary>How long a receiver may take to answer.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>How long to wait before the second try; each further one waits twice as long, up to an hour.</summary>
    [Range(1, 3_600_000)]
    public int RetryMilliseconds { get; init; } = 5000;

    /// <summary>A delivery ends with the report that brings it to so many passages; what follows is in the next one.</summary>
    [Range(1, 1000)]
    public int MatchesPerDelivery { get; init; } = 100;
}
