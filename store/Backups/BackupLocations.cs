using KnowledgeBase.Store.Settings;

namespace KnowledgeBase.Store.Backups;

/// <summary>Where the parts of an installation lie: what a backup is made of, and where a restore puts them. Full paths.</summary>
/// <param name="Index">The folder of the index.</param>
/// <param name="Corpus">The folder of raw files.</param>
/// <param name="Uploads">The folder of uploaded files.</param>
/// <param name="Corrections">The file of corrections.</param>
/// <param name="Marks">The file of a user's marks.</param>
/// <param name="Keys">The file of keys.</param>
/// <param name="Audit">The audit log.</param>
public sealed record BackupLocations(
    string Index, string Corpus, string Uploads, string Corrections, string Marks, string Keys, string Audit)
{
    internal const string IndexName = "index";
    internal const string CorrectionsName = "corrections.json";
    internal const string MarksName = "marks.txt";
    internal const string KeysName = "keys.json";
    internal const string AuditName = "audit.jsonl";
    internal const string RefusalsName = "refusals.json";
    internal const string SavedSearchesName = "saved-searches";

    /// <summary>The places that some options name.</summary>
    public static BackupLocations Of(string index, CorpusOptions corpus, AccessOptions access)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(access);
        return new(
            Path.GetFullPath(index).TrimEnd(Path.DirectorySeparatorChar),
            Path.GetFullPath(corpus.Folder),
            Path.GetFullPath(corpus.Uploads),
            Path.GetFullPath(corpus.CorrectionsFile),
            Path.GetFullPath(corpus.MarksFile),
            Path.GetFullPath(access.KeysFile(index)),
            Path.GetFullPath(access.AuditFile(index)));
    }

    /// <summary>The folder of saved searches.</summary>
    internal string SavedSearches => new IndexFolderOptions { Folder = Index }.SavedSearchesFolder;

    /// <summary>The single files, by their names in a backup.</summary>
    internal IReadOnlyList<(string Name, string Path)> Files =>
    [
        (CorrectionsName, Corrections), (MarksName, Marks), (KeysName, Keys), (AuditName, Audit),

        // What was taken down must stay down after a restore.
        (RefusalsName, new IndexFolderOptions { Folder = Index }.RefusalsFile),
    ];
}
