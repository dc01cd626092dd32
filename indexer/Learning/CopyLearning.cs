using KnowledgeBase.Indexer.Preparing;
using KnowledgeBase.Reports.Copies;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Learning;

/// <summary>
/// Has the files read again whose reports have got copies: the copies are held against each other then (<see cref="CopyIndex.Compare"/>).
/// </summary>
/// <remarks>
/// Each file records what it was held against, so that nothing is done twice, by this process, after a restart or by another importer.
/// </remarks>
internal sealed class CopyLearning(IReadingStore store, CopyIndex copies, IWorkQueue queue)
{
    // A file with so many copies learns nothing from one more.
    private const int Enough = 6;

    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);

    /// <summary>Looks at the reports that were stored since the last call. Returns how many files are read again for them.</summary>
    public async Task<int> LearnAsync(CancellationToken cancel)
    {
        _waiting.UnionWith(copies.Refresh());
        if (_waiting.Count == 0)
            return 0;
        using var turn = store.TryBeginLearning();
        if (turn is null)
            return 0;

        var wanted = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var id in _waiting)
        {
            if (copies.CandidatesOf(id) is not { Count: >= CopyVote.Fewest } candidates)
                continue;
            wanted.TryAdd(id, candidates);
            foreach (var other in candidates)
                if (!wanted.ContainsKey(other))
                    wanted.Add(other, copies.CandidatesOf(other));
        }

        _waiting.Clear();
        var count = 0;
        foreach (var sourcePath in Outdated(wanted))
        {
            await queue.EnqueueAsync(sourcePath, WorkReason.Forced, cancel).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    private List<string> Outdated(Dictionary<string, IReadOnlyList<string>> wanted)
    {
        if (wanted.Count == 0)
            return [];
        var read = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. store.Catalog.Files
                .Where(file => file is { Status: FileStatus.Indexed, Hash: not null, Format: not FileEntry.Pack }
                    && file.Compared.Count < Enough
                    && file.Reports.Any(id => wanted.TryGetValue(id, out var others) && others.Count >= CopyVote.Fewest
                        && others.Except(file.Compared, StringComparer.Ordinal).Any())
                    && read.Add(file.Hash))
                .Select(file => file.SourcePath),
        ];
    }
}
