using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.Postgres.Tasks;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using KnowledgeBase.Store.Takedowns;
using Microsoft.Extensions.Options;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Readings;

/// <summary>Where importers store what they read. Any number of them at once.</summary>
internal sealed class PostgresReadingStore(
    PostgresDatabase database,
    Claims claims,
    PostgresUserEdits edits,
    RefusalList refusals,
    IOptions<CorpusOptions> corpusOptions,
    IOptions<IndexFolderOptions> index,
    IOptions<IndexerOptions> indexer) : IReadingStore
{
    private const long LearningLock = 0x6b6e6f776c656168;

    private static readonly JsonSerializerOptions AsInRecords = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IFileCatalog Catalog { get; } = new PostgresCatalog(database);

    public string LearnedMarks =>
        database.Run(connection => connection.Scalar<string>("select content from texts where name = $1", TextTable.LearnedMarks)) ?? "";

    public string Describe()
    {
        var (reports, passages) = database.Run(connection => connection.Query(
            "select coalesce(sum(cardinality(reports)), 0)::int, coalesce(sum(passages), 0) from readings where reports is not null",
            reader => (reader.GetInt32(0), reader.GetInt64(1))))[0];
        return KnowledgeStore.Describe(Catalog.Files, reports, passages);
    }

    public string? Damage => null;

    public bool IsOpen => true;

    /// <summary>Where the database cannot be reached yet, the folder is compared when it is recorded.</summary>
    public void RequireCorpus(string corpus)
    {
        try
        {
            database.Run(connection => Require(connection, corpus));
        }
        catch (StoreUnavailableException)
        {
            return;
        }
    }

    public void RecordFolders(string corpus, string uploads)
    {
        database.InTransaction(connection => Record(connection, corpus));
        edits.BringLocal();
    }

    private int Record(NpgsqlConnection connection, string corpus)
    {
        if (!index.Value.ReplaceCorpus)
            Require(connection, corpus);
        return connection.Execute(
            "insert into folders (name, location) values ($1, $2) on conflict (name) do update set location = excluded.location",
            corpusOptions.Value.Name,
            LocationOf(corpus));
    }

    public IReadingWriter OpenWriter() => new PostgresReadingWriter(database, claims, refusals, indexer.Value);

    public void ThrowIfDamaged()
    {
        // The database answers for its own files.
    }

    /// <summary>A pass over all readings: marks are learned seldom, and importers need no index of their own.</summary>
    public IReadOnlyList<string> FilesContaining(IReadOnlyCollection<string> texts)
    {
        var wanted = texts.Select(text => Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(text, AsInRecords).Trim('"'))).ToArray();
        return wanted.Length == 0 ? [] : database.Run(connection => connection.Query(
            """
            select f.source_path from files f join readings r using (hash)
            where f.entry is not null and exists (select from unnest(r.reports) one, unnest($1) mark where position(mark in one) > 0)
            order by f.source_path collate "C"
            """,
            reader => reader.GetString(0),
            (object)wanted));
    }

    public (long Position, IReadOnlyList<ReportSignature> Signatures) Signatures(long after)
    {
        var rows = database.Run(connection => connection.Query(
            "select position, hash, signatures from readings where position > $1 and reports is not null and signatures is not null",
            reader => (
                Position: reader.GetInt64(0),
                Hash: Hashes.ToText(reader.GetFieldValue<byte[]>(1)),
                Signatures: reader.GetFieldValue<byte[][]>(2)),
            after));
        return (
            rows.Count == 0 ? after : Math.Max(after, rows.Max(row => row.Position)),
            [
                .. rows.SelectMany(row => row.Signatures.Select(
                    (signature, i) => new ReportSignature(ReportRecord.IdFor(row.Hash, i + 1), signature))),
            ]);
    }

    public ReportRecord? Report(string id)
    {
        var dash = id.LastIndexOf('-');
        var first = Convert.FromHexString(id.AsSpan(0, dash));
        var last = new byte[SHA256.HashSizeInBytes];
        Array.Fill(last, byte.MaxValue);
        first.CopyTo(last, 0);
        var found = database.Run(connection => connection.Query(
            "select reports[$3] from readings where hash >= $1 and hash <= $2 and reports is not null",
            reader => reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0),
            first,
            last,
            int.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture)));
        return found is [{ } bytes, ..] ? ReportRecord.FromBytes(bytes) : null;
    }

    public IDisposable? TryBeginLearning()
    {
        var connection = database.Open();
        try
        {
            if (PostgresDatabase.Guard(() => connection.Scalar<bool>("select pg_try_advisory_lock($1)", LearningLock)))
                return new LearningTurn(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        connection.Dispose();
        return null;
    }

    private void Require(NpgsqlConnection connection, string corpus)
    {
        var name = corpusOptions.Value.Name;
        if (connection.Scalar<string>("select location from folders where name = $1", name) is { } recorded
            && recorded != LocationOf(corpus))
            throw OtherCorpusException.NameInUse(name, recorded, LocationOf(corpus));
    }

    /// <summary>The same path on another machine is another folder.</summary>
    private static string LocationOf(string corpus) => $"{Environment.MachineName}:{Path.GetFullPath(corpus)}";

    /// <summary>The lock belongs to the session, so a killed importer's is free at once.</summary>
    private sealed class LearningTurn(NpgsqlConnection connection) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                connection.Execute("select pg_advisory_unlock($1)", LearningLock);
            }
            catch (Exception e) when (PostgresDatabase.IsUnavailable(e))
            {
                // The session is gone, and the lock with it.
            }

            connection.Dispose();
        }
    }
}
