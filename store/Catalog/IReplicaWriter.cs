using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Catalog;

/// <summary>
/// Makes the local index like a server: changes in the order of the server's feed, committed together with the position they lead to,
/// so that whoever goes on after a crash goes on exactly there.
/// </summary>
/// <remarks>
/// The order in which readings are put is the order of documents that rank alike, so two indexes that have put the last version of each
/// reading in the order of the feed answer alike, whatever else each of them went through.
/// </remarks>
public interface IReplicaWriter : IDisposable
{
    /// <summary>The position of the last commit; null for an index that follows no server yet.</summary>
    FeedPosition? Position { get; }

    /// <summary>Puts all reports of a reading in place of those before; one without reports takes them away.</summary>
    void PutReading(ReplicaReading reading);

    /// <summary>Puts a file's entry in place of the one before.</summary>
    void PutFile(FileEntry file);

    /// <summary>Removes a file's entry. No effect where there is none.</summary>
    void RemoveFile(string sourcePath);

    /// <summary>Puts the learned marks.</summary>
    void PutLearnedMarks(string marks);

    /// <summary>Removes everything, to begin anew; nothing of that is visible before the commit.</summary>
    void Clear();

    /// <summary>Makes everything since the last commit durable and visible at once, the position included.</summary>
    /// <exception cref="Engine.IndexException">Refused; a later commit tries again.</exception>
    void Commit(FeedPosition position);

    /// <summary>Leaves nothing on disk of what was removed before the last commit.</summary>
    /// <exception cref="Engine.IndexException">Refused; the index is as before.</exception>
    void Purge();
}
