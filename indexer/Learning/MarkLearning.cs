using KnowledgeBase.Indexer.Committing;
using KnowledgeBase.Indexer.Preparing;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Learning;

/// <summary>Learns marks from the files themselves, after a batch of files, and has the files read again that still carry them.</summary>
internal sealed class MarkLearning
{
    private readonly IReadingStore _store;
    private readonly CurrentReader _current;
    private readonly IngestPipeline _pipeline;
    private readonly IWorkQueue _queue;
    private readonly Lock _lock = new();
    private MarkLearner _learner = new();
    private bool _hasObserved;

    public MarkLearning(IReadingStore store, CurrentReader current, IngestPipeline pipeline, IWorkQueue queue)
    {
        (_store, _current, _pipeline, _queue) = (store, current, pipeline, queue);
        pipeline.Committed += Observe;
    }

    /// <summary>Draws conclusions from what was committed since the last call. Returns how many files are read again for it.</summary>
    public async Task<int> LearnAsync(IReadingWriter writer, CancellationToken cancel)
    {
        lock (_lock)
        {
            if (!_hasObserved)
                return 0;
        }

        using var turn = _store.TryBeginLearning();
        if (turn is null)
            return 0;

        // Another worker may have learned meanwhile.
        _current.Refresh();
        LearnedMarks learned;
        lock (_lock)
        {
            learned = _current.Learned.With(_learner.Learn());
            _hasObserved = false;
        }

        var fresh = learned.Texts.Except(_current.Learned.Texts, StringComparer.Ordinal).ToList();
        if (fresh.Count == 0)
            return 0;
        writer.StoreLearnedMarks(learned.ToText());
        await _pipeline.CommitAsync(writer, cancel).ConfigureAwait(false);
        _current.Use(learned);
        var carriers = _store.FilesContaining(fresh);
        foreach (var sourcePath in carriers)
            await _queue.EnqueueAsync(sourcePath, WorkReason.Forced, cancel).ConfigureAwait(false);
        return carriers.Count;
    }

    /// <summary>
    /// Forgets what was learned from files that were taken down: all evidence in memory, and those of the named marks that were cut from no
    /// other file. They are learned again when further files carry them.
    /// </summary>
    /// <param name="writer">Where the marks are kept.</param>
    /// <param name="hashes">As <see cref="PurgeRequest.HashOf"/> gives them.</param>
    /// <param name="cancel">Ends the waiting for a disk that refuses.</param>
    public async Task ForgetAsync(IReadingWriter writer, IReadOnlySet<string> hashes, CancellationToken cancel)
    {
        lock (_lock)
            (_learner, _hasObserved) = (new MarkLearner(), false);
        using var turn = hashes.Count > 0 ? _store.TryBeginLearning() : null;
        if (turn is null)
            return;
        _current.Refresh();
        var cuts = _store.Catalog.Files.SelectMany(file => file.CutMarks).Select(UserMarks.Fold).ToHashSet(StringComparer.Ordinal);
        var kept = _current.Learned.Where(mark => !hashes.Contains(PurgeRequest.HashOf(mark))
            || cuts.Any(cut => cut.Contains(UserMarks.Fold(mark), StringComparison.Ordinal)));
        if (kept.Texts.Count == _current.Learned.Texts.Count)
            return;
        writer.StoreLearnedMarks(kept.ToText());
        await _pipeline.CommitAsync(writer, cancel).ConfigureAwait(false);
        _current.Use(kept);
    }

    /// <summary>Each text once, in the order of the commits.</summary>
    private void Observe(AppliedFile applied)
    {
        if (!applied.IsNew || applied.File.Outcome is not Outcome.Understood { Parts: var parts })
            return;
        lock (_lock)
        {
            foreach (var part in parts)
                _learner.Observe(part.Reading);
            _hasObserved = true;
        }
    }
}
