using System.Text;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.Merging;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Writing;

/// <summary>
/// The state behind a writer: the segments of the last commit and those written since, with all deletions so far, and the groups not yet
/// written. A commit makes that state the manifest. When the disk refuses, nothing of the state is lost, and a later commit starts over with new files.
/// </summary>
internal sealed class WriterCore : IDisposable
{
    private const int MaxDocuments = 1 << 30;

    /// <summary>One part is being filled, two are being built, and building takes about as much again.</summary>
    private const int BufferParts = 4;

    /// <summary>Beyond so many segments a commit waits for the merge that is under way.</summary>
    private const int ManySegments = 64;

    private readonly Lock _gate = new();
    private readonly IStorage _storage;
    private readonly IndexOptions _options;
    private readonly Action<Commit, IReadOnlyList<SharedSegment>> _published;
    private readonly IDisposable _lock;
    private readonly List<WorkingSegment> _segments;
    private readonly BuildQueue _builds;
    private readonly CancellationTokenSource _closing = new();
    private Commit _commit;
    private Buffered _buffered;
    private long _nextNumber;
    private long _generation;
    private bool _changed;
    private Exception? _refusal;
    private Task _merging = Task.CompletedTask;
    private long _mergeNumber;
    private volatile bool _mergingFails;
    private bool _disposed;

    /// <param name="segments">Those of the commit, with a use of each for the writer.</param>
    /// <param name="published">Told of each commit, with the segments, whose uses stay the writer's.</param>
    public WriterCore(IStorage storage, IDisposable held, Commit commit, IEnumerable<SharedSegment> segments, IndexOptions options, Action<Commit, IReadOnlyList<SharedSegment>> published)
    {
        (_storage, _lock, _commit, _options, _published) = (storage, held, commit, options, published);
        _segments = [.. segments.Zip(commit.Segments, (shared, state) => new WorkingSegment(shared, state))];
        _builds = new BuildQueue(storage, commit.Schema.Texts.Count, options.SingleThreaded);
        _buffered = new Buffered(commit.Schema);
        _nextNumber = commit.NextNumber;
        _generation = commit.Generation;
        DeleteStrangers();
    }

    public void Put(DocumentGroup group)
    {
        GroupRules.Check(group, _commit.Schema, _options);
        lock (_gate)
        {
            ThrowIfUnable();
            CheckIds(group);
            CheckCount(group);
            DeleteEverywhere(group.Key);
            _buffered.Add(group);
            _changed = true;
            if (_buffered.Bytes < _options.WriteBufferBytes / BufferParts)
                return;
            HandOver();
            try
            {
                _builds.Drain(_segments, all: false, NextNumber);
            }
            catch (IOException e)
            {
                // The group is held and the next call says so.
                _refusal = e;
            }
        }
    }

    public void Delete(string key)
    {
        GroupRules.CheckKey(key);
        lock (_gate)
        {
            ThrowIfUnable();
            DeleteEverywhere(key);
            _changed = true;
        }
    }

    public long Commit()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_changed && _refusal is null)
                return _commit.Generation;
            var generation = Guarded(() =>
            {
                Flush();
                if (_options.SingleThreaded)
                    MergeHere();
                return Publish();
            });
            if (_options.SingleThreaded)
                return generation;
            BeginMerge();
            if (_segments.Count < ManySegments)
                return generation;
        }

        _merging.Wait();
        return _commit.Generation;
    }

    public void Optimize(CancellationToken cancel)
    {
        while (true)
        {
            _merging.Wait(cancel);
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (!_merging.IsCompleted)
                    continue;
                Guarded(() =>
                {
                    Flush();
                    if (_segments.Count > 1 || _segments.Any(segment => segment.LiveDocuments < segment.Reader.Documents))
                        MergeHere(0, _segments.Count, cancel);
                    return Publish();
                });
                return;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _closing.Cancel();
            _builds.Abandon();
        }

        _merging.Wait();
        foreach (var segment in _segments)
            segment.Shared.Release();
        _lock.Dispose();
        _closing.Dispose();
    }

    private void ThrowIfUnable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_refusal is not null)
            throw new IndexException($"the disk refused the last changes ({_refusal.Message}). They are held; make room and commit again before adding more.", _refusal);
    }

    private long Guarded(Func<long> work)
    {
        try
        {
            var generation = work();
            _refusal = null;
            return generation;
        }
        catch (IOException e)
        {
            _refusal = e;
            throw new IndexException($"the disk refused ({e.Message}). What was committed before is intact, the changes since are held; make room and commit again.", e);
        }
    }

    private void CheckIds(DocumentGroup group)
    {
        foreach (var document in group.Documents)
        {
            var other = _buffered.GroupWith(document.Id);
            foreach (var waiting in _builds.Waiting)
                other ??= waiting.GroupWith(document.Id);
            if (other is null && _segments.Count > 0)
            {
                var id = Encoding.UTF8.GetBytes(document.Id);
                for (var i = 0; i < _segments.Count && other is null; i++)
                    other = _segments[i].GroupWith(id);
            }

            if (other is not null && other != group.Key)
                throw new ArgumentException($"the id '{document.Id}' belongs to a document of the group '{other}' already; ids are unique in an index.");
        }
    }

    private void CheckCount(DocumentGroup group)
    {
        var count = (long)_buffered.DocumentCount + group.Documents.Count;
        foreach (var waiting in _builds.Waiting)
            count += waiting.DocumentCount;
        foreach (var segment in _segments)
            count += segment.Reader.Documents;
        if (count > MaxDocuments)
            throw new ArgumentException($"an index holds at most {MaxDocuments} documents; optimize it to drop deleted ones.");
    }

    private void DeleteEverywhere(string key)
    {
        _buffered.Delete(key);
        foreach (var waiting in _builds.Waiting)
            waiting.Delete(key);
        var bytes = Encoding.UTF8.GetBytes(key);
        foreach (var segment in _segments)
            if (segment.FindGroup(bytes) is { } group)
                segment.Delete(group);
    }

    private long NextNumber() => _nextNumber++;

    private void HandOver()
    {
        if (_buffered.IsEmpty)
            return;
        _builds.Enqueue(_buffered, NextNumber());
        _buffered = new Buffered(_commit.Schema);
    }

    private void Flush()
    {
        HandOver();
        _builds.Drain(_segments, all: true, NextNumber);
    }

    private (int First, int Count) ChooseMerge() =>
        MergePolicy.Choose([.. _segments.Select(s => (s.Reader.Name.Bytes, s.Reader.Documents, s.LiveDocuments))]);

    private void MergeHere()
    {
        for (var (first, count) = ChooseMerge(); count > 0; (first, count) = ChooseMerge())
            MergeHere(first, count, CancellationToken.None);
    }

    private void MergeHere(int first, int count, CancellationToken cancel)
    {
        var merge = new PendingMerge(_commit.Schema, _segments.GetRange(first, count), NextNumber());
        merge.Write(_storage, cancel);
        Replace(merge);
    }

    /// <summary>Merges beside everything else, unless that goes on already.</summary>
    private void BeginMerge()
    {
        if (!_merging.IsCompleted || _mergingFails)
            return;
        var (first, count) = ChooseMerge();
        if (count == 0)
            return;
        var merge = new PendingMerge(_commit.Schema, _segments.GetRange(first, count), NextNumber());
        _mergeNumber = merge.Number;
        _merging = Task.Run(() => Merge(merge));
    }

    private void Merge(PendingMerge merge)
    {
        try
        {
            merge.Write(_storage, _closing.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The segments stay as they are; the next commit tries again.
            return;
        }
        catch (IndexDamagedException)
        {
            // Whoever reads the damaged place is told; to try again is no use.
            _mergingFails = true;
            return;
        }

        lock (_gate)
        {
            Replace(merge);
            if (_disposed || _changed || _refusal is not null)
                return;
            try
            {
                Publish();
            }
            catch (IOException)
            {
                // Nothing was promised. The next commit publishes the merge with the rest.
                _changed = true;
            }
        }
    }

    private void Replace(PendingMerge merge)
    {
        var first = _segments.IndexOf(merge.Sources[0]);
        _segments.RemoveRange(first, merge.Sources.Count);
        _segments.Insert(first, merge.Finish());
    }

    private long Publish()
    {
        foreach (var empty in _segments.Where(segment => segment.IsEmpty).ToArray())
        {
            // A merge under way still reads it.
            if (!_merging.IsCompleted)
                break;
            _segments.Remove(empty);
            empty.Shared.Release();
        }
        // A commit that failed may be on disk all the same and have been read: the next attempt is another generation.
        var commit = new Commit(++_generation, _nextNumber, _commit.Schema, [.. _segments.Select(segment => segment.State)]);
        Manifest.Publish(_storage, commit);
        _commit = commit;
        _changed = false;
        _published(commit, [.. _segments.Select(segment => segment.Shared)]);
        DeleteStrangers();
        return commit.Generation;
    }

    /// <summary>Unlinks what neither the commit nor the writer's state needs. A file that stays for now is found again the next time.</summary>
    private void DeleteStrangers()
    {
        var known = _segments.Select(segment => segment.Reader.Name.File).ToHashSet();
        try
        {
            foreach (var name in _storage.List())
                if (name == Manifest.NextName || (SegmentName.TryParse(name, out var number) && !known.Contains(name) && !IsUnderWay(number)))
                    _storage.Delete(name);
        }
        catch (IOException)
        {
            // The commit stands whether or not its predecessors' files could be removed.
        }
    }

    /// <summary>True for the file that a merge is writing.</summary>
    private bool IsUnderWay(long number) => !_merging.IsCompleted && number == _mergeNumber;
}
