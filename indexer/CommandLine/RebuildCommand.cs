using System.CommandLine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>rebuild [--index DIR] [--corpus FOLDER]</c>: a new index from the raw files, put in the place of the old one when it is whole.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var index = IndexOption.Create();
        var corpus = new Option<string>("--corpus")
        {
            Description = "the folder of raw files",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Corpus__Folder") ?? new CorpusOptions().Folder,
        };
        var command = new Command("rebuild", "Makes the index anew from the raw files; the old one stays until the new one is whole.") { index, corpus };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(corpus), parsed.GetRequiredValue(index), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string corpus, string index, CancellationToken cancel)
    {
        var old = Path.GetFullPath(index).TrimEnd(Path.DirectorySeparatorChar);
        var fresh = old + ".rebuilding";
        var aside = old + ".replaced";
        new SourceFolders(new CorpusOptions { Folder = corpus }).RequireCorpus();
        RemoveOwn(fresh);
        RemoveOwn(aside);
        using (RefuseWhileInUse(old))
        {
            int reports, passages;
            using (var host = IngestCommand.BuildHost(corpus, fresh, watch: false))
            {
                await IngestCommand.OnceAsync(host.Services, cancel).ConfigureAwait(false);
                var files = host.Services.GetRequiredService<IFileCatalog>().Files;
                (reports, passages) = (files.Sum(file => file.Reports.Count), files.Sum(file => file.Passages));
            }

            if (Directory.Exists(old))
                Directory.Move(old, aside);
            Directory.Move(fresh, old);
            RemoveOwn(aside);
            Console.WriteLine($"{index}: {reports} reports, {passages} passages");
        }

        return 0;
    }

    /// <summary>Holds the old index's lock, so that nobody writes into what is about to be replaced. A damaged index cannot be opened, and needs no lock.</summary>
    private static Held? RefuseWhileInUse(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        try
        {
            var store = new KnowledgeStore(folder);
            return new Held(store, store.OpenWriter());
        }
        catch (Engine.IndexException e) when (e is not Engine.IndexLockedException)
        {
            Console.Error.WriteLine($"the old index cannot be opened and is replaced: {e.Message}");
            return null;
        }
    }

    private static void RemoveOwn(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private sealed class Held(KnowledgeStore store, IDisposable writer) : IDisposable
    {
        public void Dispose()
        {
            writer.Dispose();
            store.Dispose();
        }
    }
}
