using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Hosting;

namespace KnowledgeBase.Indexer.Hosting;

/// <summary>Shows in a terminal how far the worker is.</summary>
internal sealed class ProgressService(IWorkQueue queue) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ProgressBar.ShowAsync(queue, stoppingToken);
}
