using System.CommandLine;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>check [--index DIR]</c>: every byte of the index, while others go on using it.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var index = IndexOption.Create();
        var command = new Command("check", "Examines the index; changes nothing.") { index };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed.GetRequiredValue(index), cancel)));
        return command;
    }

    private static int Run(string folder, CancellationToken cancel)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            throw new DirectoryNotFoundException($"there is no index in '{folder}'");
        var check = SearchIndex.Check(folder, cancel);
        Console.WriteLine($"commit {check.Generation}: {check.Files.Count} index files, {check.Files.Sum(file => file.Bytes)} bytes");
        if (check.Damages.Count == 0)
        {
            using var store = new KnowledgeStore(folder);
            store.Open();
            Console.WriteLine(store.Describe());
        }

        foreach (var damage in check.Damages)
            Console.Error.WriteLine("error: " + damage.Message);
        if (check.Damages.Count == 0)
            Console.WriteLine("no damage found");
        return check.Damages.Count == 0 ? 0 : ExitCodes.Failed;
    }
}
