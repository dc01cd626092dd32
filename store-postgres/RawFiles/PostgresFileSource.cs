using KnowledgeBase.Reports;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Statements;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Takedowns;
using Npgsql;

namespace KnowledgeBase.Store.Postgres.RawFiles;

/// <summary>The raw files that were handed in, wherever they lay.</summary>
internal sealed class PostgresFileSource(PostgresDatabase database, RefusalList refusals) : IFileSource
{
    public IEnumerable<SourceFile> Files() => database.Run(connection => connection.Query(
        "select source_path, size, modified_ticks from raw_names order by source_path", Read));

    public SourceFile? Find(string sourcePath) => database.Run(connection => connection.Query(
        "select source_path, size, modified_ticks from raw_names where source_path = $1", Read, sourcePath)) is [var file] ? file : null;

    /// <summary>What was handed in and is listed no more was taken back by who handed it in.</summary>
    public bool IsReachable(string sourcePath) => true;

    public Task<FileContent> ReadAsync(SourceFile file, long maxBytes, CancellationToken cancel)
    {
        var rows = database.Run(connection => connection.Query(
            """
            select r.hash, r.content, n.code, n.reason, n.may_pass, coalesce(r.size, 0)
            from raw_names n left join raw_files r using (hash) where n.source_path = $1
            """,
            reader => (
                Hash: reader.OrNull<byte[]>(0),
                Content: reader.OrNull<byte[]>(1),
                Code: reader.OrNull<string>(2),
                Reason: reader.OrNull<string>(3),
                MayPass: reader.GetBoolean(4),
                Size: reader.GetInt64(5)),
            file.SourcePath));
        return Task.FromResult(rows switch
        {
            [{ Hash: { } hash, Content: { } content }] when content.LongLength > maxBytes =>
                new FileContent(
                    [],
                    Hashes.ToText(hash),
                    new ReadingFailure("too-large", $"the file has {content.Length:N0} bytes; the limit is {maxBytes:N0}", false),
                    false),
            [{ Hash: { } hash, Content: { } content, Size: var size }] => new FileContent(
                content, Hashes.ToText(hash), null, content.LongLength < size && refusals.Find(Hashes.ToText(hash)) is null),
            [{ Code: { } code } failed] => new FileContent([], "", new ReadingFailure(code, failed.Reason ?? code, failed.MayPass), false),

            // Taken back meanwhile: the task of that will find it gone.
            _ => new FileContent([], "", null, true),
        });
    }

    private static SourceFile Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(0),
        reader.GetInt64(1),
        new DateTimeOffset(reader.GetInt64(2), TimeSpan.Zero),
        IsLink: false);
}
