using KnowledgeBase.Store.Records;

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

    /// <summary>
    /// The near-duplicate signatures of the reports that were stored behind a position, with the position to ask from next; from 0 all of
    /// them. One caller at a time, and what it was given once it may not be given again.
    /// </summary>
    (long Position, IReadOnlyList<ReportSignature> Signatures) Signatures(long after);

    /// <summary>A stored report; null where there is none of that id.</summary>
    ReportRecord? Report(string id);

    /// <summary>The right to change the learned marks, until disposed; null while another worker has it.</summary>
    IDisposable? TryBeginLearning();
}

/// <summary>By which near-duplicates of a report are found.</summary>
/// <param name="Id">The report's.</param>
/// <param name="Signature">As <see cref="Reports.Duplicates.NearDuplicates.Signature"/> made it.</param>
public readonly record struct ReportSignature(string Id, byte[] Signature);
