using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Catalog;

/// <summary>Lists the raw files that are known, and what became of them. Thread-safe.</summary>
public interface IFileCatalog
{
    /// <summary>Every known file, by source path.</summary>
    IReadOnlyList<FileEntry> Files { get; }

    /// <summary>The file at a source path; null where none is known.</summary>
    FileEntry? At(string sourcePath);

    /// <summary>The files whose bytes have a hash, by source path; exact copies are one report with several source paths.</summary>
    IReadOnlyList<FileEntry> WithHash(string hash);
}

/// <summary>Stores readings. One at a time; nothing is visible or durable before <see cref="Commit"/> returns, then all of it is.</summary>
/// <remarks>
/// Storing the same reading twice is storing it once: ids follow from the bytes. On the folder a writer holds the index's lock;
/// on a shared server it holds the leases of the work that it claimed, and what belongs to a lease that another worker has taken over
/// is left out of the commit: that worker stores it.
/// </remarks>
public interface IReadingWriter : IDisposable
{
    /// <summary>Stores what one file gave, in place of what it gave before. Reports that no file holds any more go.</summary>
    /// <param name="file">The catalogue's entry from now on.</param>
    /// <param name="reports">What the file says; none where it gave no report, or where its bytes were read before.</param>
    /// <param name="task">The claimed task that it came of. A server stores nothing without one.</param>
    /// <exception cref="Engine.IndexException">The disk refused earlier changes; this one is not taken until a commit has
    /// succeeded.</exception>
    void Store(FileEntry file, IReadOnlyList<ReportRecord> reports, long task = 0);

    /// <summary>Removes a file that is gone, and the reports that no other file holds. No effect where it is not known.</summary>
    void Remove(string sourcePath, long task = 0);

    /// <summary>Stores the marks that were learned from the files themselves.</summary>
    void StoreLearnedMarks(string marks);

    /// <summary>Makes everything since the last commit durable and visible at once.</summary>
    /// <exception cref="Engine.IndexException">Refused. What was acknowledged before is intact; a later commit tries again.</exception>
    /// <exception cref="StoreUnavailableException">The same, by a server that cannot be reached.</exception>
    void Commit();

    /// <summary>Commits, and leaves nothing of what was deleted on disk.</summary>
    /// <exception cref="Engine.IndexException">Refused, as for <see cref="Commit"/>.</exception>
    void Purge() => Commit();
}

/// <summary>Takes up what other processes have committed.</summary>
public interface IChangeFeed
{
    /// <summary>True when there was something new; it is visible then.</summary>
    bool Refresh();
}
