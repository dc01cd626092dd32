using System.CommandLine;
using KnowledgeBase.Indexer.Committing;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.Indexer.Learning;
using KnowledgeBase.Indexer.Scanning;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.Postgres.Hosting;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>ingest FOLDER [--index DIR] [--watch]</c>: makes the index like a folder, once or for good.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "the folder of raw files" };
        var index = IndexOption.Create();
        var replace = new Option<bool>("--replace-corpus") { Description = "take over an index that holds the files of another folder" };
        var empty = new Option<bool>("--allow-empty") { Description = "an empty folder empties the index" };
        var watch = new Option<bool>("--watch") { Description = "go on following the folder until stopped" };
        var command = new Command("ingest", "Brings the index to the state of a folder.") { folder, index, watch, replace, empty };
        command.SetAction((parsed, cancel) =>
        {
            var target = new IngestTarget(parsed.GetRequiredValue(folder).FullName, parsed.GetRequiredValue(index))
            {
                ReplaceCorpus = parsed.GetValue(replace),
                AllowEmpty = parsed.GetValue(empty),
            };
            return RunAsync(target, parsed.GetValue(watch), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(IngestTarget target, bool watch, CancellationToken cancel)
    {
        using var host = BuildHost(target, watch);
        if (watch)
            return await HostRun.ToEndAsync(host, cancel).ConfigureAwait(false) ? 0 : ExitCodes.Failed;

        await OnceAsync(host.Services, cancel).ConfigureAwait(false);
        return Summarize(host.Services.GetRequiredService<IReadingStore>());
    }

    /// <summary>One comparison, all that follows from it, and the end.</summary>
    internal static async Task OnceAsync(IServiceProvider services, CancellationToken cancel)
    {
        var folders = services.GetRequiredService<SourceFolders>();
        folders.RequireCorpus();
        var store = services.GetRequiredService<IReadingStore>();
        if (!services.GetRequiredService<IOptions<IndexFolderOptions>>().Value.ReplaceCorpus)
            store.RequireCorpus(folders.Corpus);
        using var writer = store.OpenWriter();
        if (folders.SeemsUnmounted && store.Catalog.Files.Any(file => folders.IsOfCorpus(file.SourcePath)))
            throw new CorpusEmptyException(folders.Corpus);
        store.RecordFolders(folders.Corpus, services.GetRequiredService<IOptions<CorpusOptions>>().Value.Uploads);
        services.GetRequiredService<CurrentReader>().Refresh();
        var queue = services.GetRequiredService<IWorkQueue>();
        var learning = services.GetRequiredService<MarkLearning>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var bar = ProgressBar.ShowAsync(queue, done.Token);
        var running = services.GetRequiredService<IngestPipeline>().RunAsync(writer, cancel);
        await services.GetRequiredService<FileScan>().EnqueueDifferencesAsync(null, cancel).ConfigureAwait(false);
        await Task.WhenAny(running, queue.WhenIdle(cancel)).ConfigureAwait(false);
        await learning.LearnAsync(writer, cancel).ConfigureAwait(false);

        // Copies are held against each other once all marks that are known now are out of them.
        await Task.WhenAny(running, queue.WhenIdle(cancel)).ConfigureAwait(false);
        await services.GetRequiredService<CopyLearning>().LearnAsync(cancel).ConfigureAwait(false);
        queue.Complete();
        await running.ConfigureAwait(false);
        var purge = services.GetRequiredService<PurgeRequest>();
        if (purge.Current is { } request)
        {
            await learning.ForgetAsync(writer, PurgeRequest.MarksIn(request), cancel).ConfigureAwait(false);
            writer.Purge();
            purge.Done(request);
        }

        await done.CancelAsync().ConfigureAwait(false);
        await bar.ConfigureAwait(false);
    }

    internal static IHost BuildHost(IngestTarget target, bool watch)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Corpus:Folder"] = target.Corpus,
            ["Corpus:Uploads"] = target.Uploads,
            ["Corpus:AllowEmpty"] = target.AllowEmpty.ToString(),
            ["Index:Folder"] = target.Index,
            ["Index:ReplaceCorpus"] = target.ReplaceCorpus.ToString(),
        });
        if (target.IsAlone)
            builder.Configuration[$"ConnectionStrings:{PostgresServices.ConnectionName}"] = "";
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

        // The output is the summary alone, so that other programs can read it.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddKnowledgeStoreParts(builder.Configuration);
        builder.Services.AddPostgresImporterWhereConfigured(builder.Configuration);
        if (watch)
            builder.Services.AddIndexer(builder.Configuration);
        else
            builder.Services.AddIndexerParts();
        return builder.Build();
    }

    private static int Summarize(IReadingStore store)
    {
        Console.WriteLine(store.Describe());
        foreach (var file in store.Catalog.Files.Where(file => file.Status != FileStatus.Indexed))
            Console.WriteLine($"  {file.SourcePath}: {file.Reason} ({file.Code})");
        return 0;
    }
}
