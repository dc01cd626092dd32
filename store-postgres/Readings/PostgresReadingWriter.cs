using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.Postgres.Tasks;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Readings;

/// <summary>Gathers readings and stores them in one transaction, with the end of the tasks that they came of.</summary>
/// <remarks>
/// A task is done exactly when its reading is stored. Whose lease was taken over stores nothing for that task; where the connection breaks
/// during the commit, the next attempt finds the task done, or does it.
/// </remarks>
internal sealed class PostgresReadingWriter(
    PostgresDatabase database, Claims claims, RefusalList refusals, IndexerOptions options) : IReadingWriter
{
    /// <summary>A reading, a file, and a reading that nobody holds any more.</summary>
    private const int PositionsPerChange = 3;

    private readonly Lock _lock = new();
    private readonly List<Change> _changes = [];
    private string? _learnedMarks;

    public void Store(FileEntry file, IReadOnlyList<ReportRecord> reports, long task = 0) =>
        Add(new Change(task, file.SourcePath, file, reports));

    public void Remove(string sourcePath, long task = 0) => Add(new Change(task, sourcePath, null, []));

    public void StoreLearnedMarks(string marks)
    {
        lock (_lock)
            _learnedMarks = marks;
    }

    public void Commit()
    {
        lock (_lock)
        {
            if (_changes.Count == 0 && _learnedMarks is null)
                return;
            database.InTransaction(Commit);
            claims.Remove(_changes.Select(change => change.Task));
            _changes.Clear();
            _learnedMarks = null;
        }
    }

    /// <summary>
    /// Takes the bytes of refused files out of the database and has every node write its index anew. Their names and hashes stay, so that
    /// they go on being refused. What the server's own files still hold of deleted rows, its vacuum gives free.
    /// </summary>
    public void Purge()
    {
        Commit();
        database.InTransaction(connection =>
        {
            var position = connection.Scalar<long>("select advance_feed(1)");
            connection.Execute(
                "update raw_files set content = '' where hash = any($1) and octet_length(content) > 0",
                (object)refusals.All.Select(refusal => Hashes.ToBytes(refusal.Hash)!).ToArray());
            return TextTable.Put(connection, TextTable.Purged, Guid.NewGuid().ToString("N"), position);
        });
        database.Run(connection =>
        {
            using var command = connection.Command("vacuum raw_files, raw_names, readings, files, texts, tasks");
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        });
    }

    public void Dispose()
    {
        // What was not committed was not stored; the leases run out, or are given back by the queue.
    }

    private void Add(Change change)
    {
        lock (_lock)
            _changes.Add(change);
    }

    private bool Commit(NpgsqlConnection connection)
    {
        var held = connection.Query(
            "select id from tasks where id = any($1) and worker = $2 and state = 'running' for update",
            reader => reader.GetInt64(0),
            _changes.Select(change => change.Task).ToArray(),
            claims.Worker).ToHashSet();
        var changes = _changes.Where(change => held.Contains(change.Task)).ToList();
        if (changes.Count == 0 && _learnedMarks is null)
            return true;

        // From here to the commit nobody else stores.
        var steps = (PositionsPerChange * changes.Count) + 1;
        var head = connection.Scalar<long>("select advance_feed($1)", steps);
        var position = head - steps;
        if (_learnedMarks is not null)
            TextTable.Put(connection, TextTable.LearnedMarks, _learnedMarks, ++position);
        var (stored, again) = Split(connection, changes);
        var released = HashesBefore(connection, stored);
        using (var batch = new NpgsqlBatch(connection))
        {
            foreach (var change in stored)
                Put(batch, change, ref position);
            foreach (var hash in released)
                FileTable.Release(batch, hash, ++position);
            foreach (var change in again)
                ReadAgain(batch, change);
            if (batch.BatchCommands.Count > 0)
                batch.ExecuteNonQuery();
        }

        foreach (var hash in released)
            RawFileTable.Release(connection, hash);
        return true;
    }

    private void Put(NpgsqlBatch batch, Change change, ref long position)
    {
        if (change.File is not { } file)
        {
            FileTable.Remove(batch, change.SourcePath, ++position);
            Finish(batch, change.Task, null);
            return;
        }

        if (change.Reports.Count > 0)
            FileTable.Put(batch, file.Hash!, change.Reports, ++position);
        FileTable.Put(batch, file, ++position);
        Finish(batch, change.Task, file);
        if (file is { Code: not null, Status: not FileStatus.Quarantined } && (file.Retryable || file.Status == FileStatus.Indexed))
            TryLater(batch, file);
    }

    /// <summary>
    /// Sets apart the names of bytes that were read before and whose reports have gone meanwhile, with the last other name: these are read.
    /// </summary>
    private static (List<Change> Stored, List<Change> Again) Split(NpgsqlConnection connection, List<Change> changes)
    {
        var assumed = changes
            .Where(change => change is { Reports.Count: 0, File: { Reports.Count: > 0, Hash: not null } })
            .Select(change => Hashes.ToBytes(change.File!.Hash)!)
            .ToArray();
        var there = assumed.Length == 0 ? [] : connection.Query(
            "select hash from readings where hash = any($1) and reports is not null",
            reader => Hashes.ToText(reader.GetFieldValue<byte[]>(0)),
            (object)assumed).ToHashSet(StringComparer.Ordinal);
        there.UnionWith(changes.Where(change => change.Reports.Count > 0).Select(change => change.File!.Hash!));
        var byFate = changes.ToLookup(change => change.File is null or { Reports.Count: 0 } || there.Contains(change.File.Hash!));
        return ([.. byFate[true]], [.. byFate[false]]);
    }

    /// <summary>What the files held before, which may be held by nobody now.</summary>
    private static List<string> HashesBefore(NpgsqlConnection connection, List<Change> changes) => connection.Query(
        "select distinct hash from files where source_path = any($1) and hash is not null",
        reader => Hashes.ToText(reader.GetFieldValue<byte[]>(0)),
        (object)changes.Select(change => change.SourcePath).ToArray());

    /// <summary>The entry keeps a reason as it is; a column of text takes no NUL.</summary>
    private static void Finish(NpgsqlBatch batch, long task, FileEntry? file) => batch.Add(
        """
        update tasks set state = $2, finished_at = now(), lease_until = null, reports = $3, passages = $4,
            code = $5::text, message = $6::text
        where id = $1
        """,
        task,
        file is { Code: not null } ? "failed" : "succeeded",
        file?.Reports.Count ?? 0,
        file?.Passages ?? 0,
        file?.Code,
        file?.Reason?.Replace('\0', '\ufffd'));

    /// <summary>Where the file waits again already, that task reads it.</summary>
    private static void ReadAgain(NpgsqlBatch batch, Change change)
    {
        batch.Add("update tasks set reason = 'Forced' where source_path = $1 and state = 'waiting'", change.SourcePath);
        batch.Add(
            "delete from tasks where id = $1 and exists (select from tasks where source_path = $2 and state = 'waiting')",
            change.Task,
            change.SourcePath);
        batch.Add(
            "update tasks set state = 'waiting', reason = 'Forced', tries = 0, worker = null, lease_until = null where id = $1",
            change.Task);
    }

    /// <summary>The third try waits five times as long as the second. Nobody waits for it.</summary>
    private void TryLater(NpgsqlBatch batch, FileEntry file) => batch.Add(
        """
        insert into tasks (source_path, hash, reason, edition, not_before) values ($1, $2::bytea, $3, $4, now() + $5) on conflict do nothing
        """,
        file.SourcePath,
        Hashes.ToBytes(file.Hash),
        nameof(WorkReason.Changed),
        ReportDocuments.Edition,
        TimeSpan.FromMilliseconds(options.RetryMilliseconds * Math.Pow(5, file.Tries - 1)));

    /// <param name="File">The entry; null where the file is gone.</param>
    private sealed record Change(long Task, string SourcePath, FileEntry? File, IReadOnlyList<ReportRecord> Reports);
}
