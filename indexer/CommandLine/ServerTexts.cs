using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.Postgres.Hosting;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Configuration;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary>Keys and refusals are those of the server where one is configured, as for the processes that run.</summary>
internal static class ServerTexts
{
    public static ISharedTexts? Open(string index, AccessOptions access) => PostgresServices.OpenSharedTexts(
        new ConfigurationBuilder().AddEnvironmentVariables().Build(), access, new IndexFolderOptions { Folder = index });
}
