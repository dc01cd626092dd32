using System.Diagnostics;
using System.Text;
using KnowledgeBase.Engine.Commits;
using KnowledgeBase.Engine.KeyIndexes;
using KnowledgeBase.Engine.Merging;
using KnowledgeBase.Engine.Segments;
using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Writing;

/// <summary>
/// The state behind a writer: the segments of the last commit and those written since, with all deletions so far, and the groups not yet
/// written. A commit publishes that state as the manifest. When the disk fails, no state is lost, and a later commit starts over with new
/// files.
/// </summary>
internal sealed class WriterCore : IDisposable
{
    /// <summary>Whatever the options say: with a group of <see cref="IndexOptions.MaxGroupLength"/> on top it can still be built.</summary>
    private const long MaxBufferedBytes = 128 << 20;

    /// <summary>One buffer is being filled, two are being built, and building needs about as much memory again.</summary>
    private const int BufferParts = 4;

    /// <summary>With this many segments or more a commit waits for the merge that is running.</summary>
    private const int MaxSegmentsBesideMerge = 64;

    /// <summary>After repeated failures a merge is tried after each 2^6 commits.</summary>
    private const int MaxMergeDelay = 6;

    private readonly Lock _gate = new();
    private readonly IStorage _storage;
    private readonly IndexOptions _options;
    private readonly Action<Commit, IReadOnlyList<SharedSegment>> _published;
    private readonly IndexFaults _faults;
    private readonly IDisposable _lock;
    private readonly List<WorkingSegment> _segments;
    private readonly BuildQueue _builds;
    private readonly CancellationTokenSource _closing = new();
    private Commit _commit;
    private WriteBuffer _buffered;
    private long _nextNumber;
    private long _generation;
    private bool _changed;
    private Exception? _storageError;
    private Task _merging = Task.CompletedTask;
    private long _mergeNumber;
    private int _commitsUntilMerge;
    private int _failedMerges;
    private bool _disposed;

    /// <param name="writerLock">Released by <see cref="Dispose"/>.</param>
    /// <param name="segments">Those of the commit, each with a reference that the writer releases.</param>
    /// <param name="published">Called with each commit and its segments; the references stay the writer's.</param>
    public WriterCore(
        IStorage storage,
        IDisposable writerLock,
        Commit commit,
        IEnumerable<SharedSegment> segments,
        IndexOptions options,
        IndexFaults faults,
        Action<Commit, IReadOnlyList<SharedSegment>> published)
    {
        (_storage, _lock, _commit, _options, _faults, _published) = (storage, writerLock, commit, options, faults, published);
        _segments = [.. segments.Zip(commit.Segments, (shared, state) => new WorkingSegment(shared, state))];
        _builds = new BuildQueue(storage, commit.Schema.Texts.Count, options.SingleThreaded);
        _buffered = new WriteBuffer(commit.Schema);
        _nextNumber = commit.NextNumber;
        _generation = commit.Generation;
        DeleteUnreferencedFiles();
    }

    public void Put(DocumentGroup group)
    {
        GroupValidator.Validate(group, _commit.Schema, _options);
        lock (_gate)
        {
            ThrowIfUnusable();
            Watch(() =>
            {
                CheckIds(group);
                CheckCount(group);
                DeleteGroup(group.Key);
            });
            if (_buffered.DocumentCount + (long)group.Documents.Count > _options.MaxSegmentDocuments)
                EnqueueBuffer();
            _buffered.Add(group);
            _changed = true;
            if (_buffered.Bytes < Math.Min(_options.WriteBufferBytes / BufferParts, MaxBufferedBytes))
                return;
            EnqueueBuffer();
            try
            {
                _builds.Drain(_segments, all: false, NextNumber);
            }
            catch (IOException e)
            {
                // The group is buffered; the next call reports the error.
                _storageError = e;
            }
        }
    }

    public void Delete(string key)
    {
        GroupValidator.ValidateKey(key);
        lock (_gate)
        {
            ThrowIfUnusable();
            Watch(() => DeleteGroup(key));
            _changed = true;
        }
    }

    public long Commit()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _faults.ThrowIfDamaged();
            if (!_changed && _storageError is null)
                return _commit.Generation;
            var generation = RecordingRefusal(() =>
            {
                Flush();
                if (_options.SingleThreaded)
                    MergeSynchronously();
                return Publish();
            });
            if (_options.SingleThreaded)
                return generation;
            BeginMerge();
            if (_segments.Count < MaxSegmentsBesideMerge)
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
                _faults.ThrowIfDamaged();
                RecordingRefusal(() =>
                {
                    Flush();
                    MergeAll(cancel);
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
        }

        try
        {
            _closing.Cancel();
            _builds.Abandon();
            // Waits without throwing what the task may have thrown.
            ((IAsyncResult)_merging).AsyncWaitHandle.WaitOne();
            foreach (var segment in _segments)
                segment.Shared.Release();
        }
        finally
        {
            // Whatever failed before: an index that stays locked could not be written until the process ends.
            _lock.Dispose();
            _closing.Dispose();
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _faults.ThrowIfDamaged();
        if (_storageError is not null)
            throw new IndexStorageException(
                $"the disk refused the last changes ({_storageError.Message}). They are kept in memory; "
                + "free space and commit again before adding more.",
                _storageError);
    }

    private long RecordingRefusal(Func<long> work)
    {
        try
        {
            var generation = _faults.Watch(work);
            _storageError = null;
            return generation;
        }
        catch (IOException e)
        {
            _storageError = e;
            throw new IndexStorageException(
                $"the disk refused ({e.Message}). Earlier commits are intact, later changes are kept in memory; "
                + "free space and commit again.",
                e);
        }
    }

    private void CheckIds(DocumentGroup group)
    {
        foreach (var document in group.Documents)
        {
            var other = _buffered.GroupContaining(document.Id);
            foreach (var waiting in _builds.Pending)
                other ??= waiting.GroupContaining(document.Id);
            if (other is null && _segments.Count > 0)
            {
                var id = Encoding.UTF8.GetBytes(document.Id);
                var hash = KeyHash.Of(id);
                for (var i = 0; i < _segments.Count && other is null; i++)
                    other = _segments[i].GroupContaining(id, hash);
            }

            if (other is not null && other != group.Key)
                throw new IndexArgumentException(
                    $"the id '{document.Id}' belongs to a document of the group '{other}' already; ids are unique in an index.");
        }
    }

    private void CheckCount(DocumentGroup group)
    {
        if (group.Documents.Count > _options.MaxSegmentDocuments)
            throw new IndexArgumentException(
                $"the group '{group.Key}' has {group.Documents.Count} documents; at most {_options.MaxSegmentDocuments} fit into one.");
        var count = (long)_buffered.DocumentCount + group.Documents.Count;
        foreach (var waiting in _builds.Pending)
            count += waiting.DocumentCount;
        foreach (var segment in _segments)
            count += segment.Reader.Documents;
        if (count > _options.MaxDocuments)
            throw new IndexArgumentException(
                $"an index holds at most {_options.MaxDocuments} documents; optimize it to drop deleted ones.");
    }

    private void DeleteGroup(string key)
    {
        _buffered.Delete(key);
        foreach (var waiting in _builds.Pending)
            waiting.Delete(key);
        var bytes = Encoding.UTF8.GetBytes(key);
        var hash = KeyHash.Of(bytes);
        foreach (var segment in _segments)
            if (segment.FindGroup(bytes, hash) is { } group)
                segment.Delete(group);
    }

    private long NextNumber() => _nextNumber++;

    private void EnqueueBuffer()
    {
        if (_buffered.IsEmpty)
            return;
        _builds.Enqueue(_buffered, NextNumber());
        _buffered = new WriteBuffer(_commit.Schema);
    }

    private void Flush()
    {
        EnqueueBuffer();
        _builds.Drain(_segments, all: true, NextNumber);
    }

    private (int First, int Count) ChooseMerge() => MergePolicy.Choose(Sizes(), _options.MaxSegmentDocuments);

    private (long Bytes, int Documents, int Live)[] Sizes() => [.. _segments.Select(segment => (
        segment.Reader.Name.Bytes,
        Math.Max(segment.Reader.Documents, segment.Reader.Groups),
        Math.Max(segment.LiveDocuments, segment.LiveGroups)))];

    /// <summary>Merges all segments into as few as the format allows.</summary>
    private void MergeAll(CancellationToken cancel)
    {
        for (var first = 0; first < _segments.Count; first++)
        {
            var count = Math.Max(1, MergePolicy.Fitting(Sizes(), first, _options.MaxSegmentDocuments));
            var segment = _segments[first];
            if (count > 1 || segment.LiveDocuments < segment.Reader.Documents || segment.LiveGroups < segment.Reader.Groups)
                MergeSynchronously(first, count, cancel);
        }
    }

    private void MergeSynchronously()
    {
        for (var (first, count) = ChooseMerge(); count > 0; (first, count) = ChooseMerge())
            MergeSynchronously(first, count, CancellationToken.None);
    }

    private void MergeSynchronously(int first, int count, CancellationToken cancel)
    {
        var merge = new PendingMerge(_commit.Schema, _segments.GetRange(first, count), NextNumber());
        merge.Write(_storage, cancel);
        Replace(merge);
    }

    /// <summary>Starts a merge in the background, unless one is running.</summary>
    private void BeginMerge()
    {
        if (!_merging.IsCompleted || _commitsUntilMerge-- > 0)
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
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            DeleteUnfinished(merge);
            return;
        }
        catch (Exception e)
        {
            // On a background thread any exception must end here: it is reported, and the sources are unchanged.
            MergeFailed(e);
            return;
        }

        lock (_gate)
        {
            try
            {
                Replace(merge);
                _failedMerges = 0;
                _faults.MergeSucceeded();
                if (!_disposed && !_changed && _storageError is null)
                    Publish();
            }
            catch (Exception e)
            {
                // No caller waits for this merge. The next commit publishes it, if it was taken over.
                _changed = true;
                MergeFailed(e);
            }
        }
    }

    /// <summary>What a merge had written when the writer was closed; otherwise the next writer would do it.</summary>
    private void DeleteUnfinished(PendingMerge merge)
    {
        try
        {
            _storage.Delete(SegmentName.FileOf(merge.Number));
        }
        catch (IOException)
        {
            // No commit names it.
        }
    }

    /// <summary>
    /// Merging is tried again after later commits, after more of them with each failure, and not at all over damaged segments.
    /// </summary>
    private void MergeFailed(Exception cause)
    {
        if (cause is IndexDamagedException damage)
        {
            _faults.Report(damage);
            return;
        }

        lock (_gate)
            _commitsUntilMerge = (1 << Math.Min(_failedMerges++, MaxMergeDelay)) - 1;
        _faults.ReportMergeFailure(cause);
    }

    private void Watch(Action work) => _faults.Watch(() =>
    {
        work();
        return true;
    });

    private void Replace(PendingMerge merge)
    {
        // Applied first, because it reads the merged segment and may fail: the list then still has the sources.
        var merged = merge.ApplyDeletions();
        var first = _segments.IndexOf(merge.Sources[0]);
        Debug.Assert(first >= 0 && _segments[first + merge.Sources.Count - 1] == merge.Sources[^1], "sources of a merge stay adjacent");
        _segments.RemoveRange(first, merge.Sources.Count);
        _segments.Insert(first, merged);
        foreach (var source in merge.Sources)
            source.Shared.Release();
    }

    private long Publish()
    {
        foreach (var empty in _segments.Where(segment => segment.IsEmpty).ToArray())
        {
            // A running merge still reads it.
            if (!_merging.IsCompleted)
                break;
            _segments.Remove(empty);
            empty.Shared.Release();
        }
        // A failed commit may have reached the disk and may have been read: the next attempt needs another generation.
        var commit = new Commit(++_generation, _nextNumber, _commit.Schema, [.. _segments.Select(segment => segment.State)]);
        Manifest.Publish(_storage, commit);
        _commit = commit;
        _changed = false;
        _published(commit, [.. _segments.Select(segment => segment.Shared)]);
        DeleteUnreferencedFiles();
        return commit.Generation;
    }

    /// <summary>
    /// Unlinks files that neither the commit nor the writer's state references. What cannot be unlinked now is tried again next time.
    /// </summary>
    private void DeleteUnreferencedFiles()
    {
        var known = _segments.Select(segment => segment.Reader.Name.File).ToHashSet();
        try
        {
            foreach (var name in _storage.List())
            {
                var isUnreferenced = SegmentName.TryParse(name, out var number) && !known.Contains(name) && !IsBeingMerged(number);
                if (isUnreferenced || name == Manifest.NextName)
                    _storage.Delete(name);
            }
        }
        catch (IOException)
        {
            // The commit is durable whether or not files of earlier commits could be removed.
        }
    }

    /// <summary>True for the segment that a merge is writing.</summary>
    private bool IsBeingMerged(long number) => !_merging.IsCompleted && number == _mergeNumber;
}
