using System.CommandLine;
using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Committing;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary>
/// <c>rebuild [--index DIR] [--corpus FOLDER] [--beside]</c>: a new index from the raw files, put in the place of the old one when it is
/// whole.
/// </summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var index = IndexOption.Create();
        var corpus =
            new Option<string?>("--corpus") { Description = "the folder of raw files; by default the one that the index was made from" };
        var beside = new Option<bool>("--beside")
        {
            Description = "beside a running server, which takes the new index over in one step; nobody who searches waits",
        };
        var command = new Command(
            "rebuild", "Makes the index anew from the raw files; the old one stays until the new one is whole.") { index, corpus, beside };
        command.SetAction((parsed, cancel) => parsed.GetValue(beside)
            ? RunBesideAsync(parsed.GetValue(corpus), parsed.GetRequiredValue(index), cancel)
            : RunAsync(parsed.GetValue(corpus), parsed.GetRequiredValue(index), cancel));
        return command;
    }

    private static async Task<int> RunBesideAsync(string? corpus, string index, CancellationToken cancel)
    {
        var rebuilt = new RebuiltIndex(index);
        if (!Directory.Exists(index) || SearchIndex.Check(index, cancel).Damages.Count > 0)
            throw new IOException($"the index in '{index}' is missing or damaged and cannot be exchanged; stop the server and rebuild");
        var fresh = TargetOf(corpus, index, rebuilt.Building);
        RemoveOwn(rebuilt.Building);
        string counts;
        using (var host = IngestCommand.BuildHost(fresh, watch: false))
        {
            await IngestCommand.OnceAsync(host.Services, cancel).ConfigureAwait(false);
            counts = host.Services.GetRequiredService<KnowledgeStore>().Describe();
        }

        File.Delete(rebuilt.Building + ".folders.json");
        rebuilt.Offer();
        Console.WriteLine($"{index}: {counts}");
        try
        {
            // Without a worker that runs this is the one; servers that only search follow the commit.
            using var host = IngestCommand.BuildHost(fresh with { Index = index }, watch: false);
            using var writer = host.Services.GetRequiredService<KnowledgeStore>().OpenWriter();
            await host.Services.GetRequiredService<Takeover>().RunAsync(writer, cancel).ConfigureAwait(false);
        }
        catch (IndexLockedException)
        {
            Console.WriteLine("the running server takes it over");
        }

        return 0;
    }

    private static IngestTarget TargetOf(string? corpus, string index, string folder)
    {
        var recorded = new IndexedFolders(index).Read();
        corpus ??= recorded?.Corpus
            ?? throw new IOException($"it is not recorded which folder the index in '{index}' was made from; name it with --corpus");
        var target = new IngestTarget(corpus, folder) { IsAlone = true };
        new SourceFolders(new CorpusOptions { Folder = corpus }).RequireCorpus();
        return recorded is null ? target : target with { Uploads = recorded.Uploads };
    }

    private static async Task<int> RunAsync(string? corpus, string index, CancellationToken cancel)
    {
        var old = Path.GetFullPath(index).TrimEnd(Path.DirectorySeparatorChar);
        var fresh = TargetOf(corpus, index, new RebuiltIndex(old).Building);
        RemoveOwn(fresh.Index);
        string counts;
        using (var held = RefuseWhileInUse(old))
        {
            // Nothing is thrown away of an index that is damaged: somebody may want to look at it.
            var isDamaged = Directory.Exists(old) && (held is null || SearchIndex.Check(old, cancel).Damages.Count > 0);
            var aside = old
                + (isDamaged ? ".damaged-" + DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) : ".replaced");
            if (!isDamaged)
                RemoveOwn(aside);
            using (var host = IngestCommand.BuildHost(fresh, watch: false))
            {
                await IngestCommand.OnceAsync(host.Services, cancel).ConfigureAwait(false);
                counts = host.Services.GetRequiredService<KnowledgeStore>().Describe();
            }

            if (Directory.Exists(old))
                Directory.Move(old, aside);
            Directory.Move(fresh.Index, old);
            File.Delete(fresh.Index + ".folders.json");
            new IndexedFolders(old).Write(fresh.Corpus, fresh.Uploads);
            if (isDamaged)
                Console.WriteLine($"the damaged index is kept in {aside}");
            else
                RemoveOwn(aside);
        }

        Console.WriteLine($"{index}: {counts}");
        return 0;
    }

    /// <summary>
    /// Holds the old index's lock, so that nobody writes into what is about to be replaced. A damaged index cannot be opened, and needs no
    /// lock.
    /// </summary>
    private static Held? RefuseWhileInUse(string folder)
    {
        if (!Directory.Exists(folder))
            return null;
        try
        {
            var store = new KnowledgeStore(folder);
            return new Held(store, store.OpenWriter());
        }
        catch (IndexException e) when (e is not IndexLockedException)
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
