using KnowledgeBase.Indexer.Scanning;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Committing;

/// <summary>Takes over an index that was made anew beside the one in use, by its writer, in one commit.</summary>
internal sealed partial class Takeover(
    IReadingStore store,
    FileScan scan,
    IngestPipeline pipeline,
    CurrentReader current,
    IOptions<IndexFolderOptions> index,
    ILogger<Takeover> log)
{
    private readonly RebuiltIndex _rebuilt = new(index.Value.Folder);

    /// <summary>Whether there is one. A server's index is made anew from the server.</summary>
    public bool IsDue => store is KnowledgeStore && _rebuilt.Exists;

    /// <summary>Takes it over. Should it throw, the writer must not commit any more.</summary>
    public Task RunAsync(IReadingWriter writer, CancellationToken cancel) =>
        pipeline.AloneAsync(() => TakeAsync(writer, cancel), cancel);

    private async Task TakeAsync(IReadingWriter writer, CancellationToken cancel)
    {
        if (_rebuilt.FindDamage(cancel) is { } damage)
        {
            _rebuilt.Remove();
            Refused(damage.Message);
            return;
        }

        var files = _rebuilt.PutInto(store.Catalog, writer, scan.IsWanted, cancel);
        await pipeline.CommitAsync(writer, cancel).ConfigureAwait(false);
        current.Refresh();
        _rebuilt.Remove();
        TakenOver(files);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The rebuilt index of {files} files has taken the old one's place")]
    private partial void TakenOver(int files);

    [LoggerMessage(Level = LogLevel.Error, Message = "The rebuilt index is damaged and was removed; the old one stays: {reason}")]
    private partial void Refused(string reason);
}
