using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.Records;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Readings;

/// <summary>The files as the database has them now: what importers decide by.</summary>
internal sealed class PostgresCatalog(PostgresDatabase database) : IFileCatalog
{
    public IReadOnlyList<FileEntry> Files => database.Run(connection => connection.Query(
        "select entry from files where entry is not null order by source_path collate \"C\"", Read));

    public FileEntry? At(string sourcePath) => database.Run(connection => connection.Query(
        "select entry from files where source_path = $1 and entry is not null", Read, sourcePath)) is [var file] ? file : null;

    public IReadOnlyList<FileEntry> WithHash(string hash) => database.Run(connection => connection.Query(
        "select entry from files where hash = $1 and entry is not null order by source_path collate \"C\"", Read, Hashes.ToBytes(hash)));

    private static FileEntry Read(NpgsqlDataReader reader) => FileEntry.FromBytes(reader.GetFieldValue<byte[]>(0));
}
