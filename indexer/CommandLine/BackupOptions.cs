using System.CommandLine;
using KnowledgeBase.Store.Backups;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Settings;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary>Where the parts of an installation lie that are not in their usual places.</summary>
internal sealed class BackupOptions
{
    private readonly Option<string?> _corpus = new("--corpus") { Description = "the folder of raw files" };
    private readonly Option<string?> _uploads = new("--uploads") { Description = "the folder of uploaded files" };
    private readonly Option<string> _corrections = Setting("--corrections", "Corpus:Corrections");
    private readonly Option<string> _marks = Setting("--marks", "Corpus:Marks");
    private readonly Option<string> _access = Setting("--access-folder", "Access:Folder");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _corpus, _uploads, _corrections, _marks, _access })
            command.Add(option);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="index">The folder of the index.</param>
    /// <param name="recorded">The folders that the index records; null where there is none yet.</param>
    public BackupLocations Locations(ParseResult parsed, string index, RecordedFolders? recorded)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(index).TrimEnd(Path.DirectorySeparatorChar)) ?? "/", "uploads");
        return BackupLocations.Of(
            index,
            new CorpusOptions
            {
                Folder = parsed.GetValue(_corpus) ?? recorded?.Corpus ?? new CorpusOptions().Folder,
                Uploads = parsed.GetValue(_uploads) ?? recorded?.Uploads ?? beside,
                Corrections = parsed.GetValue(_corrections) ?? "",
                Marks = parsed.GetValue(_marks) ?? "",
            },
            new AccessOptions { Folder = parsed.GetValue(_access) ?? "" });
    }

    private static Option<string> Setting(string name, string setting) => new(name)
    {
        Description = $"where {setting} names another place than the usual one",
        DefaultValueFactory = _ => "",
    };
}
