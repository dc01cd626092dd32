using System.CommandLine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Dumps;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>load FILE --corpus FOLDER [--index DIR]</c>: an index from a dump.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var index = IndexOption.Create();
        var file = new Argument<FileInfo>("FILE") { Description = "a file that dump wrote" };
        var corpus = new Option<string>("--corpus")
        {
            Description = "the folder of raw files that the index goes with; raw files of the dump are put there",
            DefaultValueFactory = _ => "corpus",
        };
        var command = new Command("load", "Makes an index of a dump: all of it, or nothing.") { file, index, corpus };
        command.SetAction((parsed, cancel) => Task.FromResult(
            Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(index), parsed.GetRequiredValue(corpus), cancel)));
        return command;
    }

    private static int Run(FileInfo file, string index, string corpus, CancellationToken cancel)
    {
        if (!file.Exists)
            throw new FileNotFoundException($"there is no file '{file}'");
        Directory.CreateDirectory(corpus);
        using var host = IngestCommand.BuildHost(new IngestTarget(corpus, index), watch: false);
        using var from = file.OpenRead();
        var store = host.Services.GetRequiredService<KnowledgeStore>();
        ActivatorUtilities.CreateInstance<DumpLoader>(host.Services).Load(from, cancel);
        Console.WriteLine($"{index}: {store.Describe()}");
        return 0;
    }
}
