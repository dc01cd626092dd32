namespace KnowledgeBase.Store.Tasks;

/// <summary>Why no files are read at the moment.</summary>
/// <param name="Code">For programs; one of the constants.</param>
/// <param name="Text">For people, with what can be done about it.</param>
public sealed record PauseReason(string Code, string Text)
{
    /// <summary>Another process writes the index.</summary>
    public const string IndexLocked = "index_locked";

    /// <summary>A part of the index is damaged; it takes no changes until it has been rebuilt and opened anew.</summary>
    public const string IndexDamaged = "index_damaged";

    /// <summary>The disk refused a commit, mostly because it is full.</summary>
    public const string DiskRefused = "disk_refused";

    /// <summary>The database that keeps everything cannot be reached.</summary>
    public const string DatabaseUnavailable = "database_unavailable";

    /// <summary>The corpus folder is missing, or empty in the place of a full one.</summary>
    public const string CorpusMissing = "corpus_missing";

    /// <summary>The worker failed and starts again.</summary>
    public const string Failed = "failed";
}
