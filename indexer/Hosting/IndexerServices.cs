using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Ingesting;
using KnowledgeBase.Indexer.Tasks;
using KnowledgeBase.Indexer.Understanding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Hosting;

public static class IndexerServices
{
    /// <summary>The index, what is known of the files, and, unless <c>Indexer:Enabled</c> is false, the worker that keeps them up to date.</summary>
    public static IServiceCollection AddKnowledgeBase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddKnowledgeBaseParts(configuration);
        if (configuration.GetValue("Indexer:Enabled", defaultValue: true))
            services.AddHostedService<IndexerService>();
        else
            services.AddHostedService<RefreshService>();
        return services;
    }

    internal static IServiceCollection AddKnowledgeBaseParts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CorpusOptions>().Bind(configuration.GetSection("Corpus")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<IndexFolderOptions>().Bind(configuration.GetSection("Index")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<IndexerOptions>().Bind(configuration.GetSection("Indexer")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new KnowledgeStore(provider.GetRequiredService<IOptions<IndexFolderOptions>>()));
        services.AddSingleton<FileCatalog>();
        services.AddSingleton(provider => new CorpusFolders(provider.GetRequiredService<IOptions<CorpusOptions>>()));
        services.AddSingleton<FileScan>();
        services.AddSingleton<TaskBoard>();
        services.AddSingleton(provider => new LookQueue(
            provider.GetRequiredService<CorpusFolders>(),
            provider.GetRequiredService<FileScan>(),
            provider.GetRequiredService<TaskBoard>(),
            provider.GetRequiredService<IOptions<IndexerOptions>>()));
        services.AddSingleton<UserFiles>();
        services.AddSingleton(provider => new ReaderKeeper(provider.GetRequiredService<UserFiles>(), provider.GetRequiredService<KnowledgeStore>()));
        services.AddSingleton<LearningStep>();
        services.AddSingleton<FilePreparer>();
        services.AddSingleton<FileApplier>();
        services.AddSingleton<IngestPipeline>();
        services.AddSingleton(provider => new RawFiles(
            provider.GetRequiredService<CorpusFolders>(),
            provider.GetRequiredService<FileCatalog>(),
            provider.GetRequiredService<ReaderKeeper>()));
        return services;
    }
}
