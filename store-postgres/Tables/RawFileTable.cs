using KnowledgeBase.Store.Postgres.Statements;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.Tables;

/// <summary>Writing raw files and their names. Each inside a transaction of the caller.</summary>
internal static class RawFileTable
{
    /// <summary>
    /// Puts a file under a name. The same bytes are kept once, whatever names they have; of a refused file none are, until it is handed in
    /// again without being refused.
    /// </summary>
    public static void Put(NpgsqlConnection connection, RawName name, byte[] content)
    {
        var hash = Hashes.ToBytes(name.Hash);
        var before = HashOf(connection, name.SourcePath);
        if (hash is not null)
        {
            connection.Execute(
                """
                insert into raw_files (hash, size, content)
                select $1, $2, $3 where not exists (select from raw_files where hash = $1 and octet_length(content) = size)
                on conflict (hash) do update set content = excluded.content
                    where octet_length(raw_files.content) < octet_length(excluded.content)
                """,
                hash,
                name.Size,
                content);
        }

        connection.Execute(
            """
            insert into raw_names (source_path, hash, size, modified_ticks, code, reason, may_pass, handed_in_by)
            values ($1, $2, $3, $4, $5::text, $6::text, $7, $8)
            on conflict (source_path) do update set hash = excluded.hash, size = excluded.size, modified_ticks = excluded.modified_ticks,
                code = excluded.code, reason = excluded.reason, may_pass = excluded.may_pass,
                handed_in_by = excluded.handed_in_by, handed_in_at = now()
            """,
            name.SourcePath,
            hash is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea } : hash,
            name.Size,
            name.Modified.UtcTicks,
            name.Code,
            name.Reason,
            name.MayPass,
            Identity);
        if (before is not null && name.Hash != before)
            Release(connection, before);
    }

    /// <summary>
    /// Takes a name away; the bytes go with the last name and the last reading of them. False where there is no such name.
    /// </summary>
    public static bool Remove(NpgsqlConnection connection, string sourcePath)
    {
        var before = HashOf(connection, sourcePath);
        if (connection.Execute("delete from raw_names where source_path = $1", sourcePath) == 0)
            return false;
        if (before is not null)
            Release(connection, before);
        return true;
    }

    /// <summary>Removes bytes that no name and no known file has any more.</summary>
    public static void Release(NpgsqlConnection connection, string hash) => connection.Execute(
        """
        delete from raw_files r where r.hash = $1
            and not exists (select from raw_names n where n.hash = r.hash)
            and not exists (select from files f where f.hash = r.hash and f.entry is not null)
        """,
        Hashes.ToBytes(hash));

    /// <summary>Who hands in, for people who look into the database.</summary>
    private static string Identity => $"{Environment.UserName}@{Environment.MachineName}";

    private static string? HashOf(NpgsqlConnection connection, string sourcePath) =>
        connection.Scalar<byte[]>("select hash from raw_names where source_path = $1 for update", sourcePath) is { } hash
            ? Hashes.ToText(hash)
            : null;
}

/// <summary>A file as it was handed in.</summary>
/// <param name="Hash">Null where its bytes could not be had.</param>
/// <param name="Code">Why not, for programs.</param>
/// <param name="Reason">Why not, for people.</param>
/// <param name="MayPass">Whether that may pass by itself.</param>
internal sealed record RawName(
    string SourcePath, string? Hash, long Size, DateTimeOffset Modified, string? Code = null, string? Reason = null, bool MayPass = false);
