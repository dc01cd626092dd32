using System.CommandLine;
using System.Globalization;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Takedowns;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary><c>refusals list | remove HASH [--index DIR]</c>: the raw files that are not to be indexed.</summary>
internal static class RefusalsCommand
{
    public static Command Create() => new("refusals", "The raw files that were taken down and are not indexed again.") { List(), Remove() };

    private static Command List()
    {
        var index = IndexOption.Create();
        var command = new Command("list", "Lists them with their reasons.") { index };
        command.SetAction(parsed =>
        {
            foreach (var refusal in Of(parsed.GetRequiredValue(index)).All)
                Console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{refusal.Hash}\t{refusal.Since:yyyy-MM-dd}\t{refusal.Reason}"));
            return 0;
        });
        return command;
    }

    private static Command Remove()
    {
        var index = IndexOption.Create();
        var hash = new Argument<string>("HASH") { Description = "the file's hash, as list shows it" };
        var command = new Command("remove", "Takes a refusal back: the file is indexed again.") { hash, index };
        command.SetAction(parsed => Of(parsed.GetRequiredValue(index)).Remove(parsed.GetRequiredValue(hash))
            ? 0
            : throw new InvalidDataException($"no file with the hash '{parsed.GetValue(hash)}' is refused"));
        return command;
    }

    private static RefusalList Of(string index) =>
        new(new IndexFolderOptions { Folder = index }.RefusalsFile, ServerTexts.Open(index, new AccessOptions()));
}
