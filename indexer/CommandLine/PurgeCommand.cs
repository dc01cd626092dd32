using System.CommandLine;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Takedowns;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>purge [--index DIR]</c>: writes the index anew without what was deleted.</summary>
internal static class PurgeCommand
{
    public static Command Create()
    {
        var index = IndexOption.Create();
        var command = new Command("purge", "Removes what was deleted from the index's files; a running server does it itself.") { index };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(index)));
        return command;
    }

    private static int Run(string folder)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            throw new DirectoryNotFoundException($"there is no index in '{folder}'");
        var purge = new PurgeRequest(folder);
        purge.Ask();
        using var store = new KnowledgeStore(folder);
        try
        {
            using var writer = store.OpenWriter();
            writer.Purge();
            purge.Done(purge.Current ?? "");
            Console.WriteLine("purged");
        }
        catch (IndexLockedException)
        {
            Console.WriteLine("the process that uses the index was asked to purge it");
        }

        return 0;
    }
}
