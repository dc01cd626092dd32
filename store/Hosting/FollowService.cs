using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;
using Microsoft.Extensions.Hosting;

namespace KnowledgeBase.Store.Hosting;

/// <summary>Takes up what another process commits, where this one only searches.</summary>
internal sealed class FollowService(KnowledgeStore store, CurrentReader current, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        store.Open();
        current.Refresh();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (store.Refresh())
                current.Refresh();
        }
    }
}
