using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.SavedSearches;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Hosting;

/// <summary>Registers what the product keeps.</summary>
public static class StoreServices
{
    /// <summary>The index, the raw files, the catalogue and the work queue; and what takes up the commits of other processes.</summary>
    public static IServiceCollection AddKnowledgeStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddKnowledgeStoreParts(configuration);
        services.AddHostedService<FollowService>();
        return services;
    }

    /// <summary>The same without anything that runs by itself.</summary>
    public static IServiceCollection AddKnowledgeStoreParts(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Add<CorpusOptions>("Corpus");
        Add<IndexFolderOptions>("Index");
        Add<IndexerOptions>("Indexer");
        Add<AccessOptions>("Access");
        Add<TelemetryOptions>("Telemetry");
        Add<LimitsOptions>("Limits");
        Add<WebhookOptions>("Webhooks");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<KnowledgeStore>();
        services.AddSingleton<IReadingStore>(provider => provider.GetRequiredService<KnowledgeStore>());
        services.AddSingleton(provider => provider.GetRequiredService<KnowledgeStore>().Catalog);
        services.AddSingleton(provider => new KeyFile(provider.GetRequiredService<IOptions<AccessOptions>>().Value.KeysFile(
            provider.GetRequiredService<IOptions<IndexFolderOptions>>().Value.Folder), provider.GetService<ISharedTexts>()));
        services.AddSingleton<KeyRing>();
        services.AddSingleton(provider =>
            new SavedSearchFolder(provider.GetRequiredService<IOptions<IndexFolderOptions>>().Value.SavedSearchesFolder));
        services.AddSingleton(provider => new RefusalList(
            provider.GetRequiredService<IOptions<IndexFolderOptions>>().Value.RefusalsFile, provider.GetService<ISharedTexts>()));
        services.AddSingleton(provider => new PurgeRequest(
            provider.GetRequiredService<IOptions<IndexFolderOptions>>().Value.Folder, provider.GetService<ISharedTexts>()));
        services.AddSingleton<IChangeFeed>(provider => provider.GetRequiredService<KnowledgeStore>());
        services.AddSingleton<INode, SingleNode>();
        services.AddSingleton<SourceFolders>();
        services.AddSingleton<IFileSource>(provider => provider.GetRequiredService<SourceFolders>());
        services.AddSingleton<UploadFolder>();
        services.AddSingleton<IUploads>(provider => provider.GetRequiredService<UploadFolder>());
        services.AddSingleton<IIntake, FolderIntake>();
        services.AddSingleton<IWorkQueue, WorkQueue>();
        services.AddSingleton<PrivacyRules>();
        services.AddSingleton<UserFiles>();
        services.AddSingleton<IUserEdits>(provider => provider.GetRequiredService<UserFiles>());
        services.AddSingleton<CurrentReader>();
        services.AddSingleton<OriginalReader>();
        return services;

        void Add<T>(string section)
            where T : class
        {
            var values = configuration.GetSection(section);
            var unknown = UnknownSettings.Describe<T>(values);
            services.AddOptions<T>().Bind(values).ValidateDataAnnotations().Validate(_ => unknown is null, unknown ?? "").ValidateOnStart();
        }
    }
}
