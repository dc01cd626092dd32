using KnowledgeBase.Reports;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.RawFiles;

/// <summary>
/// Hands the files of this machine's folder in: bytes, name and task in one transaction, so that the caller has no task to add.
/// </summary>
internal sealed class PostgresIntake(PostgresDatabase database, SourceFolders folders, RefusalList refusals, FeedSignals signals) : IIntake
{
    private static readonly long MaxBytes = new ReadingOptions().MaxFileBytes;

    public async ValueTask<bool> TakeAsync(string sourcePath, CancellationToken cancel)
    {
        if (folders.Find(sourcePath) is not { } file)
        {
            if (folders.IsReachable(sourcePath) && database.InTransaction(connection => Retract(connection, sourcePath)))
                Announce();
            return false;
        }

        var content = await folders.ReadAsync(file, MaxBytes, cancel).ConfigureAwait(false);
        if (content.Changing)
            return false;
        var name = content.Failure is { } failure
            ? new RawName(sourcePath, null, file.Size, file.Modified, failure.Code, failure.Message, failure.Retry)
            : new RawName(sourcePath, content.Hash, file.Size, file.Modified);
        byte[] bytes = name.Hash is { } hash && refusals.Find(hash) is not null ? [] : content.Bytes;
        if (database.InTransaction(connection => HandIn(connection, name, bytes)))
            Announce();
        return false;
    }

    private void Announce()
    {
        signals.SignalWork();
        database.Run(TaskTable.Announce);
    }

    /// <summary>
    /// The file lies in its folder still, so that a commit that a crash of the server loses is made up for by the next comparison.
    /// </summary>
    private static bool HandIn(NpgsqlConnection connection, RawName name, byte[] content)
    {
        connection.Execute("set local synchronous_commit = off");
        if (IsKnown(connection, name))
            return false;
        RawFileTable.Put(connection, name, content);
        TaskTable.Enqueue(connection, name.SourcePath, WorkReason.Changed);
        return true;
    }

    private static bool Retract(NpgsqlConnection connection, string sourcePath)
    {
        var wasThere = RawFileTable.Remove(connection, sourcePath);
        const string HasEntry = "select exists (select from files where source_path = $1 and entry is not null)";
        if (!wasThere && !connection.Scalar<bool>(HasEntry, sourcePath))
            return false;
        TaskTable.Enqueue(connection, sourcePath, WorkReason.Changed);
        return true;
    }

    /// <summary>Handed in as it is, and waiting to be read or read already; which edition and stamp is the comparison's question.</summary>
    private static bool IsKnown(NpgsqlConnection connection, RawName name) => connection.Scalar<bool>(
        """
        select exists (
            select from raw_names n
            where n.source_path = $1 and n.hash is not distinct from $2::bytea and n.size = $3 and n.modified_ticks = $4
              and n.code is not distinct from $5::text
              and exists (select from tasks t where t.source_path = n.source_path and t.state in ('waiting', 'running')))
        """,
        name.SourcePath,
        Hashes.ToBytes(name.Hash),
        name.Size,
        name.Modified.UtcTicks,
        name.Code);
}
