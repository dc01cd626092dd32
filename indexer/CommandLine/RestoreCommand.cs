using System.CommandLine;
using KnowledgeBase.Store.Backups;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>restore BACKUP [--index DIR] [--check]</c>: an installation from a backup, or only the proof that it is whole.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var (index, places) = (IndexOption.Create(), new BackupOptions());
        var backup = new Argument<string>("BACKUP") { Description = "a folder that backup made" };
        var check = new Option<bool>("--check") { Description = "verify the backup and restore nothing" };
        var command = new Command("restore", "Makes an installation from a backup; overwrites nothing.") { backup, index, check };
        places.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var from = parsed.GetRequiredValue(backup);
            if (!Directory.Exists(from))
                throw new DirectoryNotFoundException($"there is no folder '{from}'");
            return Task.FromResult(parsed.GetValue(check)
                ? Verify(from, cancel)
                : Restore(from, places.Locations(parsed, parsed.GetRequiredValue(index), recorded: null), cancel));
        });
        return command;
    }

    private static int Verify(string backup, CancellationToken cancel)
    {
        var manifest = BackupReader.Verify(backup, cancel);
        Console.WriteLine($"{backup}: {manifest.Files.Count} files as they were written on {manifest.Created:yyyy-MM-dd HH:mm'Z'}");
        return 0;
    }

    private static int Restore(string backup, BackupLocations to, CancellationToken cancel)
    {
        var (manifest, kept) = BackupReader.Restore(backup, to, cancel);
        foreach (var path in kept)
            Console.Error.WriteLine($"left as it is: {path}");
        using var store = new KnowledgeStore(to.Index);
        store.Open();
        Console.WriteLine($"{to.Index}: commit {manifest.Generation}, {store.Describe()}");
        return 0;
    }
}
