using System.CommandLine;
using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.Indexer.Ingesting;
using KnowledgeBase.Indexer.Tasks;
using KnowledgeBase.Indexer.Understanding;
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
        var board = host.Services.GetRequiredService<TaskBoard>();
        if (watch)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var bar = ProgressBar.ShowAsync(board, stop.Token);
            await host.RunAsync(cancel).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await bar.ConfigureAwait(false);
            return 0;
        }

        await OnceAsync(host.Services, board, cancel).ConfigureAwait(false);
        return Summarize(host.Services.GetRequiredService<FileCatalog>());
    }

    /// <summary>One comparison, all that follows from it, and the end.</summary>
    internal static async Task OnceAsync(IServiceProvider services, TaskBoard board, CancellationToken cancel)
    {
        services.GetRequiredService<CorpusFolders>().RequireCorpus();
        using var writer = services.GetRequiredService<KnowledgeStore>().OpenWriter();
        services.GetRequiredService<FileCatalog>().Load();
        services.GetRequiredService<ReaderKeeper>().Refresh();
        var queue = services.GetRequiredService<LookQueue>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var bar = ProgressBar.ShowAsync(board, done.Token);
        var running = services.GetRequiredService<IngestPipeline>().RunAsync(writer, queue.Looks, cancel);
        await queue.AddDifferencesAsync(cancel).ConfigureAwait(false);
        await Task.WhenAny(running, board.WhenIdle(cancel)).ConfigureAwait(false);
        foreach (var place in await services.GetRequiredService<LearningStep>().LearnAsync(writer, cancel).ConfigureAwait(false))
            await queue.RetryAsync(place, cancel).ConfigureAwait(false);
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
        if (watch)
            builder.Services.AddKnowledgeBase(builder.Configuration);
        else
            builder.Services.AddKnowledgeBaseParts(builder.Configuration);
        return builder.Build();
    }

    private static int Summarize(FileCatalog catalog)
    {
        var files = catalog.Files;
        var failed = files.Where(file => file.Status != FileStatus.Indexed).ToList();
        Console.WriteLine($"{files.Count - failed.Count} files, {files.Sum(file => file.Reports.Count)} reports, {files.Sum(file => file.Passages)} passages; {failed.Count} files without a report");
        foreach (var file in failed)
            Console.WriteLine($"  {file.Place}: {file.Reason} ({file.Code})");
        return 0;
    }
}
