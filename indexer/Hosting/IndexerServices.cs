using KnowledgeBase.Indexer.Committing;
using KnowledgeBase.Indexer.Learning;
using KnowledgeBase.Indexer.Preparing;
using KnowledgeBase.Indexer.Scanning;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Indexer.Hosting;

/// <summary>Registers the worker. What it works on is registered by the store.</summary>
public static class IndexerServices
{
    /// <summary>The worker that keeps the index like the folders, unless <c>Indexer:Enabled</c> is false.</summary>
    public static IServiceCollection AddIndexer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIndexerParts();
        if (configuration.GetSection("Indexer").GetValue(nameof(IndexerOptions.Enabled), defaultValue: true))
            services.AddHostedService<IndexerService>().AddHostedService<ProgressService>();
        return services;
    }

    internal static IServiceCollection AddIndexerParts(this IServiceCollection services) => services
        .AddSingleton<FileScan>()
        .AddSingleton<FilePreparer>()
        .AddSingleton(provider => new PreparationLanes(
            provider.GetRequiredService<FilePreparer>().PrepareAsync, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<FileApplier>()
        .AddSingleton<IngestPipeline>()
        .AddSingleton<Takeover>()
        .AddSingleton<MarkLearning>()
        .AddSingleton<CopyIndex>()
        .AddSingleton<CopyLearning>()
        .AddSingleton<PartialFiles>();
}
