using System.CommandLine;
using KnowledgeBase.Indexer.Committing;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.Indexer.Learning;
using KnowledgeBase.Indexer.Scanning;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Hosting;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>ingest FOLDER [--index DIR] [--watch]</c>: makes the index like a folder, once or for good.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "the folder of raw files" };
        var index = IndexOption.Create();
        var watch = new Option<bool>("--watch") { Description = "go on following the folder until stopped" };
        var command = new Command("ingest", "Brings the index to the state of a folder.") { folder, index, watch };
        command.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetRequiredValue(folder).FullName, parsed.GetRequiredValue(index), parsed.GetValue(watch), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string index, bool watch, CancellationToken cancel)
    {
        using var host = BuildHost(folder, index, watch);
        if (watch)
        {
            await host.RunAsync(cancel).ConfigureAwait(false);
            return 0;
        }

        await OnceAsync(host.Services, cancel).ConfigureAwait(false);
        return Summarize(host.Services.GetRequiredService<IFileCatalog>());
    }

    /// <summary>One comparison, all that follows from it, and the end.</summary>
    internal static async Task OnceAsync(IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<SourceFolders>().RequireCorpus();
        using var writer = services.GetRequiredService<KnowledgeStore>().OpenWriter();
        services.GetRequiredService<CurrentReader>().Refresh();
        var queue = services.GetRequiredService<IWorkQueue>();
        var learning = services.GetRequiredService<MarkLearning>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var bar = ProgressBar.ShowAsync(queue, done.Token);
        var running = services.GetRequiredService<IngestPipeline>().RunAsync(writer, cancel);
        await services.GetRequiredService<FileScan>().EnqueueDifferencesAsync(cancel).ConfigureAwait(false);
        await Task.WhenAny(running, queue.WhenIdle(cancel)).ConfigureAwait(false);
        await learning.LearnAsync(writer, cancel).ConfigureAwait(false);
        queue.Complete();
        await running.ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        await bar.ConfigureAwait(false);
    }

    internal static IHost BuildHost(string folder, string index, bool watch)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Corpus:Folder"] = folder,
            ["Index:Folder"] = index,
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddKnowledgeStoreParts(builder.Configuration);
        if (watch)
            builder.Services.AddIndexer(builder.Configuration);
        else
            builder.Services.AddIndexerParts();
        return builder.Build();
    }

    private static int Summarize(IFileCatalog catalog)
    {
        var files = catalog.Files;
        var failed = files.Where(file => file.Status != FileStatus.Indexed).ToList();
        Console.WriteLine($"{files.Count - failed.Count} files, {files.Sum(file => file.Reports.Count)} reports, {files.Sum(file => file.Passages)} passages; {failed.Count} files without a report");
        foreach (var file in failed)
            Console.WriteLine($"  {file.SourcePath}: {file.Reason} ({file.Code})");
        return 0;
    }
}
