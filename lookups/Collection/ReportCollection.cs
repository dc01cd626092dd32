using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Lookups.Collection;

/// <summary>
/// All collected reports, kept up to date with the store: what every look-up is computed from. A singleton; thread-safe. Answers come from
/// the last finished state and never wait for the next one.
/// </summary>
public sealed class ReportCollection : IDisposable
{
    private readonly KnowledgeStore _store;
    private readonly Derivation[] _derivations;
    private readonly Dictionary<Derivation, int> _numbers;
    private readonly ReportReading _reading;
    private readonly Lock _updating = new();
    private readonly Lock _gate = new();

    /// <summary>The newest state, some of whose wholes may still be computed, and the last one that has all of them.</summary>
    private (CollectionData Data, Snapshot Snapshot)? _newest;
    private (CollectionData Data, Snapshot Snapshot)? _complete;
    private (int Read, int Reports) _progress;
    private bool _disposed;

    /// <param name="derivations">In the order in which they are merged: each may use those before it.</param>
    public ReportCollection(KnowledgeStore store, IEnumerable<Derivation> derivations)
    {
        _store = store;
        _derivations = [.. derivations];
        _numbers = _derivations.Select((derivation, number) => (derivation, number))
            .ToDictionary(entry => entry.derivation, entry => entry.number);
        _reading = new ReportReading(_derivations);
    }

    /// <summary>The newest state for which everything that is needed has been computed; to be disposed of.</summary>
    /// <exception cref="CollectionNotReadyException">There is none yet.</exception>
    public CollectionView Open(params IReadOnlyList<Derivation> needed)
    {
        lock (_gate)
        {
            if (_newest is { } newest && needed.All(derivation => newest.Data.Whole(_numbers[derivation]) is not null))
                return new CollectionView(newest.Data, newest.Snapshot.Share(), _numbers);
            if (_complete is { } complete)
                return new CollectionView(complete.Data, complete.Snapshot.Share(), _numbers);
            throw new CollectionNotReadyException(_progress.Read, _progress.Reports);
        }
    }

    /// <summary>Takes up what has been committed since the last time. False where there is nothing new.</summary>
    /// <exception cref="IndexException">The index cannot be read; what was there before is still served.</exception>
    public bool Update(CancellationToken cancel = default)
    {
        lock (_updating)
        {
            using var snapshot = _store.Snapshot();
            if (_complete is { } complete && complete.Data.Generation == snapshot.Generation)
                return false;
            var (entries, firsts, isPartial) = _reading.Read(snapshot, (read, reports) => _progress = (read, reports), cancel);
            var data = new CollectionData(
                snapshot.Generation, [.. entries.Select(entry => entry.Report)], [.. firsts], _derivations.Length, isPartial);
            Publish(ref _newest, data, snapshot);
            Merge(data, snapshot, entries, cancel);
            Publish(ref _complete, data, snapshot);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _newest?.Snapshot.Dispose();
            _complete?.Snapshot.Dispose();
            (_newest, _complete) = (null, null);
        }
    }

    private void Merge(CollectionData data, Snapshot snapshot, List<ReportEntry> entries, CancellationToken cancel)
    {
        using var view = new CollectionView(data, snapshot.Share(), _numbers);
        for (var number = 0; number < _derivations.Length; number++)
        {
            cancel.ThrowIfCancellationRequested();
            object[] parts = [.. entries.Select(entry => entry.Parts[number])];
            data.SetWhole(number, _derivations[number].MergeParts(view, parts, _complete?.Data.Whole(number), cancel));
        }
    }

    private void Publish(ref (CollectionData Data, Snapshot Snapshot)? state, CollectionData data, Snapshot snapshot)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            state?.Snapshot.Dispose();
            state = (data, snapshot.Share());
        }
    }
}
