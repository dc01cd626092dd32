using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>
/// Gives memory back after something large, such as the reading of a text of 30 MB: the collector does nothing while nothing is allocated,
/// and an idle server would keep what its busiest minute took.
/// </summary>
internal sealed class MemoryRelease(IWorkQueue queue, TimeProvider clock) : BackgroundService
{
    /// <summary>Less is not worth a pause.</summary>
    private const long Least = 256L << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private long _live;
    private bool _isOnceMore;

    /// <summary>Whether the heap has grown to twice of what was alive when it was last compacted.</summary>
    internal static bool IsDue(long committed, long live) => committed > Least && committed > 2 * live;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            // Pools of arrays let go of what nobody has used for a while, at the next collection: there is one more.
            if (!queue.Progress.IsIdle || (!_isOnceMore && !IsDue(GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, _live)))
                continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _isOnceMore = !_isOnceMore;
            _live = GC.GetTotalMemory(forceFullCollection: false);
        }
    }
}
