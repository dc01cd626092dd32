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
    const int MaxDocuments = 1 << 30;

    readonly Lock _gate = new();
    readonly IStorage _storage;
    readonly IndexOptions _options;
    readonly Action<Commit, IReadOnlyList<SharedSegment>> _published;
    readonly IDisposable _lock;
    readonly List<WorkingSegment> _segments;
    Commit _commit;
    Buffered _buffered;
    long _nextNumber;
    long _generation;
    bool _changed;
    Exception? _refusal;
    bool _disposed;

    /// <param name="segments">Those of the commit, with a use of each for the writer.</param>
    /// <param name="published">Told of each commit, with the segments, whose uses stay the writer's.</param>
    public WriterCore(IStorage storage, IDisposable held, Commit commit, IEnumerable<SharedSegment> segments, IndexOptions options, Action<Commit, IReadOnlyList<SharedSegment>> published)
    {
        (_storage, _lock, _commit, _options, _published) = (storage, held, commit, options, published);
        _segments = [.. segments.Zip(commit.Segments, (shared, state) => new WorkingSegment(shared, state))];
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
            DeleteOnDisk(group.Key);
            _buffered.Add(group);
            _changed = true;
            if (_buffered.Bytes < _options.WriteBufferBytes)
                return;
            try
            {
                Flush();
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
            DeleteOnDisk(key);
            _buffered.Delete(key);
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
            return Guarded(() =>
            {
                Flush();
                Merge(CancellationToken.None);
                return Publish();
            });
        }
    }

    public void Optimize(CancellationToken cancel)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Guarded(() =>
            {
                Flush();
                if (_segments.Count > 1 || _segments.Any(segment => segment.LiveDocuments < segment.Reader.Documents))
                    Merge(0, _segments.Count, cancel);
                return Publish();
            });
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            foreach (var segment in _segments)
                segment.Shared.Release();
            _lock.Dispose();
        }
    }

    void ThrowIfUnable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_refusal is not null)
            throw new IndexException($"the disk refused the last changes ({_refusal.Message}). They are held; make room and commit again before adding more.", _refusal);
    }

    long Guarded(Func<long> work)
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

    void CheckIds(DocumentGroup group)
    {
        foreach (var document in group.Documents)
        {
            var other = _buffered.GroupWith(document.Id);
            var id = Encoding.UTF8.GetBytes(document.Id);
            for (var i = 0; i < _segments.Count && other is null; i++)
                other = _segments[i].GroupWith(id);
            if (other is not null && other != group.Key)
                throw new ArgumentException($"the id '{document.Id}' belongs to a document of the group '{other}' already; ids are unique in an index.");
        }
    }

    void CheckCount(DocumentGroup group)
    {
        var count = (long)_buffered.DocumentCount + group.Documents.Count;
        foreach (var segment in _segments)
            count += segment.Reader.Documents;
        if (count > MaxDocuments)
            throw new ArgumentException($"an index holds at most {MaxDocuments} documents; optimize it to drop deleted ones.");
    }

    void DeleteOnDisk(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        foreach (var segment in _segments)
            if (segment.FindGroup(bytes) is { } group)
                segment.Delete(group);
    }

    void Flush()
    {
        if (_buffered.IsEmpty)
            return;
        var segment = _buffered.Write(_storage, _nextNumber++);
        _segments.Add(segment);
        _buffered = new Buffered(_commit.Schema);
    }

    void Merge(CancellationToken cancel)
    {
        while (true)
        {
            var (first, count) = MergePolicy.Choose([.. _segments.Select(s => (s.Reader.Name.Bytes, s.Reader.Documents, s.LiveDocuments))]);
            if (count == 0)
                return;
            Merge(first, count, cancel);
        }
    }

    void Merge(int first, int count, CancellationToken cancel)
    {
        var sources = _segments.GetRange(first, count);
        var merger = new SegmentMerger(_commit.Schema, sources.Select(s => (s.Reader, s.State.DeadGroups)), cancel);
        var (name, facts) = merger.Write(_storage, _nextNumber++);
        var merged = new WorkingSegment(new SharedSegment(new SegmentReader(_storage, name, _commit.Schema)), SegmentState.Whole(name, facts));
        _segments.RemoveRange(first, count);
        _segments.Insert(first, merged);
        foreach (var source in sources)
            source.Shared.Release();
        _changed = true;
    }

    long Publish()
    {
        foreach (var empty in _segments.Where(segment => segment.IsEmpty).ToArray())
        {
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
    void DeleteStrangers()
    {
        var known = _segments.Select(segment => segment.Reader.Name.File).ToHashSet();
        try
        {
            foreach (var name in _storage.List())
                if (name == Manifest.NextName || (name.StartsWith(SegmentName.Prefix, StringComparison.Ordinal) && !known.Contains(name)))
                    _storage.Delete(name);
        }
        catch (IOException)
        {
            // The commit stands whether or not its predecessors' files could be removed.
        }
    }
}
