using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Following;
using KnowledgeBase.Store.Postgres.RawFiles;
using KnowledgeBase.Store.Postgres.Readings;
using KnowledgeBase.Store.Postgres.SharedTexts;
using KnowledgeBase.Store.Postgres.Tasks;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.Postgres.Hosting;

/// <summary>Puts a PostgreSQL server in the folder's place, where one is configured.</summary>
public static class PostgresServices
{
    /// <summary>The name of the one setting: <c>ConnectionStrings:KnowledgeBase</c>.</summary>
    public const string ConnectionName = "KnowledgeBase";

    /// <summary>
    /// After the store's own registrations: where a connection string is set, files, work and readings are kept on the server, and the
    /// index of this machine follows it.
    /// </summary>
    public static IServiceCollection AddPostgresWhereConfigured(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPostgresPartsWhereConfigured(configuration);
        if (!IsConfigured(configuration))
            return services;
        services.RemoveWhere(service => service.ImplementationType == typeof(FollowService));
        services.AddSingleton<PostgresFollower>();
        services.Replace(ServiceDescriptor.Singleton<INode>(provider => provider.GetRequiredService<PostgresFollower>()));
        services.AddHostedService(provider => provider.GetRequiredService<FeedSignals>());
        services.AddHostedService(provider => provider.GetRequiredService<PostgresFollower>());
        services.AddHostedService<SchemaCheck>();
        return services;
    }

    /// <summary>The same for a process that reads files and answers no searches: it needs no index.</summary>
    public static IServiceCollection AddPostgresImporterWhereConfigured(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPostgresPartsWhereConfigured(configuration);
        if (!IsConfigured(configuration))
            return services;
        services.AddHostedService<SchemaCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedSignals>());
        return services;
    }

    /// <summary>Whether a server is configured.</summary>
    public static bool IsConfigured(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration.GetConnectionString(ConnectionName));

    /// <summary>
    /// For a command that changes keys or refusals and ends: the texts of the server, the files of this machine brought up to them. Null
    /// where no server is configured.
    /// </summary>
    public static ISharedTexts? OpenSharedTexts(IConfiguration configuration, AccessOptions access, IndexFolderOptions index)
    {
        if (!IsConfigured(configuration))
            return null;
        var database = new PostgresDatabase(configuration.GetConnectionString(ConnectionName)!);
        var texts = new PostgresSharedTexts(database);
        new SharedFiles(
            database,
            texts,
            new FeedSignals(database),
            Options.Create(access),
            Options.Create(index),
            TimeProvider.System,
            NullLogger<SharedFiles>.Instance).Refresh();
        return texts;
    }

    private static void AddPostgresPartsWhereConfigured(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!IsConfigured(configuration))
            return;
        var database = new PostgresDatabase(configuration.GetConnectionString(ConnectionName)!);
        services.AddSingleton(_ => database);
        services.AddSingleton<FeedSignals>();
        services.AddSingleton<Claims>();
        services.AddSingleton<ISharedTexts, PostgresSharedTexts>();
        services.AddSingleton<SharedFiles>();
        services.AddHostedService(provider => provider.GetRequiredService<SharedFiles>());
        services.Replace(ServiceDescriptor.Singleton(provider =>
            new SourceFolders(provider.GetRequiredService<IOptions<CorpusOptions>>().Value, withUploads: false)));
        services.Replace(ServiceDescriptor.Singleton<IFileSource, PostgresFileSource>());
        services.Replace(ServiceDescriptor.Singleton<IUploads, PostgresUploads>());
        services.Replace(ServiceDescriptor.Singleton<IIntake, PostgresIntake>());
        services.AddSingleton<PostgresUserEdits>();
        services.Replace(ServiceDescriptor.Singleton<IUserEdits>(provider => provider.GetRequiredService<PostgresUserEdits>()));
        services.Replace(ServiceDescriptor.Singleton<IReadingStore, PostgresReadingStore>());
        services.Replace(ServiceDescriptor.Singleton<IWorkQueue, PostgresWorkQueue>());
        services.AddHostedService<Upkeep>();
    }

    private static void RemoveWhere(this IServiceCollection services, Func<ServiceDescriptor, bool> isMeant)
    {
        foreach (var service in services.Where(isMeant).ToList())
            services.Remove(service);
    }
}

/// <summary>
/// Brings the schema up to date before anything else, and refuses a database that this program cannot work with. One that cannot be reached
/// is waited for: what is here is searched meanwhile.
/// </summary>
internal sealed class SchemaCheck(PostgresDatabase database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            database.Open().Dispose();
        }
        catch (StoreUnavailableException)
        {
            // The follower says so, and goes on trying.
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
