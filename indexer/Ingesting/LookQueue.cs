using System.Threading.Channels;
using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Indexer.Tasks;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Ingesting;

/// <param name="Force">Read it even where nothing seems to have changed.</param>
internal readonly record struct Look(long TaskUid, string Path, string Place, bool Force);

/// <summary>The files that wait to be looked at, in order. Bounded: who adds more waits.</summary>
public sealed class LookQueue
{
    private readonly Channel<Look> _looks;
    private readonly CorpusFolders _folders;
    private readonly FileScan _scan;
    private readonly TaskBoard _board;

    internal LookQueue(CorpusFolders folders, FileScan scan, TaskBoard board, IOptions<IndexerOptions> options)
    {
        _folders = folders;
        _scan = scan;
        _board = board;
        _looks = Channel.CreateBounded<Look>(new BoundedChannelOptions(options.Value.QueueLength) { SingleReader = true });
    }

    internal ChannelReader<Look> Looks => _looks.Reader;

    /// <summary>Asks for another look at a known place, whatever its state. The task's number, or null where the place is unknown.</summary>
    public async ValueTask<long?> RetryAsync(string place, CancellationToken cancel) =>
        _scan.IsKnown(place) ? await AddAsync(_folders.PathOf(place), place, force: true, cancel).ConfigureAwait(false) : null;

    internal async ValueTask<long?> AddAsync(string path, CancellationToken cancel)
    {
        if (_scan.PlaceOf(path) is { } place)
            return await AddAsync(path, place, force: false, cancel).ConfigureAwait(false);
        return null;
    }

    /// <summary>Compares the folders with the index and adds whatever differs. Returns how many.</summary>
    internal async Task<int> AddDifferencesAsync(CancellationToken cancel)
    {
        var count = 0;
        foreach (var (path, place) in _scan.Differences())
        {
            await AddAsync(path, place, force: false, cancel).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    internal void Complete() => _looks.Writer.Complete();

    private async ValueTask<long> AddAsync(string path, string place, bool force, CancellationToken cancel)
    {
        var uid = _board.Enqueue(place);
        await _looks.Writer.WriteAsync(new Look(uid, path, place, force), cancel).ConfigureAwait(false);
        return uid;
    }
}
