using System.Security.Cryptography;
using KnowledgeBase.Store.Postgres.Connections;
using KnowledgeBase.Store.Postgres.Tables;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Takedowns;

namespace KnowledgeBase.Store.Postgres.RawFiles;

/// <summary>Keeps uploads in the database: committed before they are acknowledged, readable by every worker.</summary>
internal sealed class PostgresUploads(PostgresDatabase database, RefusalList refusals, TimeProvider clock) : IUploads
{
    public async Task<string> KeepAsync(string name, Stream content, CancellationToken cancel)
    {
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancel).ConfigureAwait(false);
        var bytes = buffer.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var sourcePath = UploadFolder.SourcePathFor(hash, name);
        var now = clock.GetUtcNow();
        var raw = bytes.Length == 0
            ? new RawName(sourcePath, null, 0, now, "empty", "the file is empty")
            : new RawName(sourcePath, hash, bytes.LongLength, now);
        database.InTransaction(connection =>
        {
            RawFileTable.Put(connection, raw, refusals.Find(hash) is null ? bytes : []);

            // The caller joins this task, learns its number and wakes the importers; until then it keeps the file from being forgotten.
            return TaskTable.Enqueue(connection, sourcePath, Store.Tasks.WorkReason.Requested);
        });
        return sourcePath;
    }

    public void Remove(string sourcePath)
    {
        if (!UploadFolder.IsUpload(sourcePath))
            throw new ArgumentException($"'{sourcePath}' was not uploaded", nameof(sourcePath));
        database.InTransaction(connection => RawFileTable.Remove(connection, sourcePath)
            ? TaskTable.Enqueue(connection, sourcePath, Store.Tasks.WorkReason.Changed)
            : default);
    }
}
