using System.ComponentModel.DataAnnotations;

namespace KnowledgeBase.Store.Settings;

/// <summary>Where raw files lie. Section <c>Corpus</c> of the configuration.</summary>
public sealed class CorpusOptions
{
    /// <summary>Read, watched, never written.</summary>
    [Required]
    public string Folder { get; init; } = "corpus";

    /// <summary>
    /// What the folder is called in source paths. Where several folders come together on a server, each has a name of its own.
    /// </summary>
    [Required]
    [RegularExpression("^(?!uploads$)[^/\\\\\\x00-\\x1f]{1,64}$",
        ErrorMessage = "Corpus:Name is one name of up to 64 characters without '/', and not 'uploads'.")]
    public string Name { get; init; } = "corpus";

    /// <summary>Where uploaded files are kept; read and watched like the corpus.</summary>
    [Required]
    public string Uploads { get; init; } = "data/uploads";

    /// <summary>
    /// True: a corpus folder that is empty at the start empties the index. Otherwise it is taken for a mount that is missing.
    /// </summary>
    public bool AllowEmpty { get; init; }

    /// <summary>
    /// A user's corrections, as JSON; beside the corpus, so that they outlive the index. Empty: <c>FOLDER.corrections.json</c>.
    /// </summary>
    public string Corrections { get; init; } = "";

    /// <summary>Marks of sites that the user knows, one a line; added to the known ones. Empty: <c>FOLDER.marks.txt</c>.</summary>
    public string Marks { get; init; } = "";

    /// <summary>
    /// Telephones and mailboxes that the units publish themselves, one a line: they are not masked. Empty:
    /// <c>FOLDER.public-numbers.txt</c>.
    /// </summary>
    public string PublicNumbers { get; init; } = "";

    /// <summary>
    /// True: files with a mark of secrecy are indexed like others. Otherwise they are listed, and nothing of them is kept.
    /// </summary>
    public bool AllowSecret { get; init; }

    internal string PublicNumbersFile => PublicNumbers.Length > 0 ? PublicNumbers : Folder.TrimEnd('/', '\\') + ".public-numbers.txt";

    internal string CorrectionsFile => Corrections.Length > 0 ? Corrections : Folder.TrimEnd('/', '\\') + ".corrections.json";

    internal string MarksFile => Marks.Length > 0 ? Marks : Folder.TrimEnd('/', '\\') + ".marks.txt";
}

/// <summary>Where the index lies. Section <c>Index</c>.</summary>
public sealed class IndexFolderOptions
{
    /// <summary>The product's own folder; it is created where it does not exist.</summary>
    [Required]
    public string Folder { get; init; } = "data/index";

    /// <summary>The list of refused files, beside the index's folder, so that it outlives the index.</summary>
    public string RefusalsFile => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(Folder).TrimEnd(Path.DirectorySeparatorChar)) ?? Path.GetFullPath(Folder), "refusals.json");

    /// <summary>The folder of saved searches, beside the index's folder.</summary>
    public string SavedSearchesFolder => Path.Combine(Path.GetDirectoryName(RefusalsFile)!, "saved-searches");

    /// <summary>True: an index of another corpus is taken over, and the files of that corpus go from it.</summary>
    public bool ReplaceCorpus { get; init; }
}

/// <summary>How the corpus is followed. Section <c>Indexer</c>.</summary>
public sealed class IndexerOptions
{
    /// <summary>False: this process only searches what another one indexes.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long a file must have been left alone before it is read.</summary>
    [Range(0, 60_000)]
    public int SettleMilliseconds { get; init; } = 300;

    /// <summary>How often the folders are compared with the index as a whole, for changes that no event reported.</summary>
    [Range(1, 86_400)]
    public int RescanSeconds { get; init; } = 30;

    /// <summary>Files waiting to be read; more wait in the folder.</summary>
    [Range(1, 1_000_000)]
    public int QueueLength { get; init; } = 1024;

    /// <summary>How long to wait before the second try; the third waits five times as long.</summary>
    [Range(1, 3_600_000)]
    public int RetryMilliseconds { get; init; } = 1000;

    /// <summary>
    /// Where importers share a queue: after so long without a sign of life of the one that claimed a file, another one takes it up.
    /// </summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; init; } = 15;

    /// <summary>How often a failure that may pass is tried before the file is quarantined.</summary>
    [Range(1, 100)]
    public int Tries { get; init; } = 3;
}
