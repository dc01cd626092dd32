using System.CommandLine;
using System.Globalization;
using KnowledgeBase.Store.Backups;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>backup TARGET [--index DIR] [--without-corpus]</c>: a copy of everything, also while a server runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var (index, places) = (IndexOption.Create(), new BackupOptions());
        var target = new Argument<string>("TARGET") { Description = "a new folder; it is a backup once it holds backup.json" };
        var without = new Option<bool>("--without-corpus") { Description = "leave the raw files of the corpus to other backups" };
        var command =
            new Command("backup", "Copies index, raw files, uploads, corrections, marks, keys and audit log, with a hash of each.")
        {
            target, index, without,
        };
        places.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var from = places.Locations(parsed, parsed.GetRequiredValue(index), new IndexedFolders(parsed.GetRequiredValue(index)).Read());
            return Task.FromResult(Run(from, parsed.GetRequiredValue(target), !parsed.GetValue(without), cancel));
        });
        return command;
    }

    private static int Run(BackupLocations from, string target, bool withCorpus, CancellationToken cancel)
    {
        var (manifest, leftOut) = BackupWriter.Write(from, target, withCorpus, DateTimeOffset.UtcNow, cancel);
        foreach (var sourcePath in leftOut)
            Console.Error.WriteLine($"left out: {sourcePath} (a link, or a name that is not UTF-8)");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: commit {manifest.Generation}, {manifest.Files.Count} files, {manifest.Files.Sum(file => file.Size)} bytes"));
        return 0;
    }
}
