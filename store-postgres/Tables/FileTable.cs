using System.Globalization;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Records;
using Npgsql;
using NpgsqlTypes;

namespace KnowledgeBase.Store.Postgres.Tables;

/// <summary>Writing what became of files, inside a transaction of the caller that has advanced the feed.</summary>
internal static class FileTable
{
    private const string ImporterEnded = "importer-ended";

    private const string PutFile =
        """
        insert into files (source_path, position, hash, holds, edition, stamp, entry) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (source_path) do update set position = excluded.position, hash = excluded.hash, holds = excluded.holds,
            edition = excluded.edition, stamp = excluded.stamp, entry = excluded.entry
        """;

    private const string PutReading =
        """
        insert into readings (hash, position, passages, reports, signatures) values ($1, $2, $3, $4, $5)
        on conflict (hash) do update set position = excluded.position, passages = excluded.passages, reports = excluded.reports,
            signatures = excluded.signatures
        """;

    private const string ReleaseReading =
        """
        update readings r set position = $2, passages = 0, reports = null, signatures = null
        where r.hash = $1 and r.reports is not null and not exists (select from files f where f.hash = r.hash and f.holds)
        """;

    public static void Put(NpgsqlBatch batch, FileEntry file, long position) => batch.Add(
        PutFile,
        file.SourcePath,
        position,
        OrNull(Hashes.ToBytes(file.Hash)),
        file.Reports.Count > 0,
        file.Edition,
        file.Stamp,
        file.ToBytes());

    /// <summary>The row stays without an entry, so that nodes that come later hear of it.</summary>
    public static void Remove(NpgsqlBatch batch, string sourcePath, long position) => batch.Add(
        "update files set position = $2, hash = null, holds = false, entry = null where source_path = $1 and entry is not null",
        sourcePath,
        position);

    public static void Put(NpgsqlBatch batch, string hash, IReadOnlyList<ReportRecord> reports, long position) => batch.Add(
        PutReading,
        Hashes.ToBytes(hash),
        position,
        reports.Sum(ReportDocuments.PassageCount),
        reports.Select(report => report.ToBytes()).ToArray(),
        reports.Select(report => ReportDocuments.ToSignature(report).Attachment.ToArray()).ToArray());

    /// <summary>Takes the reports away that no file holds any more.</summary>
    public static void Release(NpgsqlBatch batch, string hash, long position) => batch.Add(ReleaseReading, Hashes.ToBytes(hash), position);

    /// <summary>Leaves a file alone over which several importers have ended. What was read of it before stays.</summary>
    public static bool Quarantine(
        NpgsqlConnection connection, long task, Guid worker, string sourcePath, string stamp, int tries, DateTimeOffset now)
    {
        if (!connection.Scalar<bool>("select true from tasks where id = $1 and worker = $2 and state = 'running' for update", task, worker))
            return false;
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"{tries} importers ended while they read this file and nothing else; it is left alone until it changes or someone asks");
        var position = connection.Scalar<long>("select advance_feed(1)");
        var raw = connection.Query(
            "select hash, size, modified_ticks from raw_names where source_path = $1",
            reader => (Hash: reader.OrNull<byte[]>(0), Size: reader.GetInt64(1), Modified: reader.GetInt64(2)),
            sourcePath);
        if (raw is [var file])
        {
            var entry = new FileEntry
            {
                SourcePath = sourcePath,
                Status = FileStatus.Quarantined,
                Hash = file.Hash is { } hash ? Hashes.ToText(hash) : null,
                Size = file.Size,
                Modified = new DateTimeOffset(file.Modified, TimeSpan.Zero),
                Seen = now,
                Code = ImporterEnded,
                Reason = reason,
                Retryable = true,
                Tries = tries,
                Stamp = stamp,
                Edition = ReportDocuments.Edition,
            };
            using var batch = new NpgsqlBatch(connection);
            Put(batch, entry, position);
            batch.ExecuteNonQuery();
        }

        connection.Execute(
            "update tasks set state = 'failed', finished_at = now(), lease_until = null, code = $2, message = $3 where id = $1",
            task,
            ImporterEnded,
            reason);
        return true;
    }

    private static NpgsqlParameter OrNull(byte[]? value) =>
        new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };
}
