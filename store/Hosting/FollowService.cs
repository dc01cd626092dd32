using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.Store.Hosting;

/// <summary>Takes up what another process commits, where this one only searches.</summary>
internal sealed partial class FollowService(KnowledgeStore store, CurrentReader current, TimeProvider clock, ILogger<FollowService> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, clock);
        var isOpen = false;
        string? reported = null;
        do
        {
            try
            {
                if (!isOpen)
                    store.Open();
                if (store.Refresh() || !isOpen)
                    current.Refresh();
                (isOpen, reported) = (true, null);
            }
            catch (Exception e) when (e is IndexException or IOException && e is not OperationCanceledException)
            {
                // The same reason is stated once, and damage by the store.
                if (reported != e.Message && e is not IndexDamagedException)
                    NotFollowing(e.Message);
                reported = e.Message;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The index cannot be read: {reason}")]
    private partial void NotFollowing(string reason);
}
