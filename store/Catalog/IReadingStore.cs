namespace KnowledgeBase.Store.Catalog;

/// <summary>Where workers store what they read: the index itself on one machine, a server where several workers come together.</summary>
public interface IReadingStore
{
    /// <summary>The files as they are stored now.</summary>
    IFileCatalog Catalog { get; }

    /// <summary>The marks learned from the files themselves, as text; empty where there are none.</summary>
    string LearnedMarks { get; }

    /// <summary>How much there is, in one line.</summary>
    string Describe();

    /// <summary>What is damaged and what to do about it; null where no damage has been met.</summary>
    string? Damage { get; }

    /// <summary>Whether it could be opened.</summary>
    bool IsOpen { get; }

    /// <summary>Refuses a folder whose place another one has: following this one would drop the other one's files.</summary>
    /// <exception cref="OtherCorpusException">It has.</exception>
    void RequireCorpus(string corpus);

    /// <summary>Records which folders are followed, for good.</summary>
    void RecordFolders(string corpus, string uploads);

    /// <summary>A writer. On the folder there is one at a time.</summary>
    /// <exception cref="Engine.IndexLockedException">Another process, or this one, has it already.</exception>
    IReadingWriter OpenWriter();

    /// <summary>Throws the damage that has been met, so that who writes stops where another reader met it.</summary>
    /// <exception cref="Engine.IndexDamagedException">A part of the index is damaged.</exception>
    void ThrowIfDamaged();

    /// <summary>The files in whose text one of some strings stands.</summary>
    IReadOnlyList<string> FilesContaining(IReadOnlyCollection<string> texts);

    /// <summary>The right to change the learned marks, until disposed; null while another worker has it.</summary>
    IDisposable? TryBeginLearning();
}
