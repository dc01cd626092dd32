using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Understanding;
using Microsoft.Extensions.Hosting;

namespace KnowledgeBase.Indexer.Hosting;

/// <summary>Takes up what another process commits, where this one only searches.</summary>
internal sealed class RefreshService(KnowledgeStore store, FileCatalog catalog, ReaderKeeper keeper, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        TakeUp();
        using var beat = new PeriodicTimer(Every, clock);
        while (await beat.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (store.Refresh())
                TakeUp();
        }
    }

    /// <summary>The files, and the marks by which originals are shown as they were read.</summary>
    private void TakeUp()
    {
        catalog.Load();
        keeper.Refresh();
    }
}
