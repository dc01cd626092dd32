using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Catalog;

/// <summary>The files' records of the index, in memory. Thread-safe.</summary>
internal sealed class FileCatalog(KnowledgeStore store) : IFileCatalog
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, FileEntry> _bySourcePath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _sourcePathsByHash = new(StringComparer.Ordinal);
    private long _generation = -1;

    public IReadOnlyList<FileEntry> Files
    {
        get
        {
            lock (_lock)
                return [.. _bySourcePath.Values];
        }
    }

    public FileEntry? At(string sourcePath)
    {
        lock (_lock)
            return _bySourcePath.GetValueOrDefault(sourcePath);
    }

    public IReadOnlyList<FileEntry> WithHash(string hash)
    {
        lock (_lock)
            return _sourcePathsByHash.TryGetValue(hash, out var paths) ? [.. paths.Select(path => _bySourcePath[path])] : [];
    }

    /// <summary>Reads the records anew when the index has moved on.</summary>
    public void Load()
    {
        using var snapshot = store.Snapshot();
        if (snapshot.Generation == _generation)
            return;
        var fresh = Readable(snapshot).ToList();
        lock (_lock)
        {
            _bySourcePath.Clear();
            _sourcePathsByHash.Clear();
            fresh.ForEach(Keep);
            _generation = snapshot.Generation;
        }
    }

    /// <summary>What was stored without a commit is not in the index: the next load reads the records again.</summary>
    public void Invalidate() => _generation = -1;

    public void Put(FileEntry file)
    {
        lock (_lock)
        {
            Drop(file.SourcePath);
            Keep(file);
        }
    }

    public void Remove(string sourcePath)
    {
        lock (_lock)
            Drop(sourcePath);
    }

    /// <summary>Damaged records are left out: the store states the damage, and nobody writes then.</summary>
    private static IEnumerable<FileEntry> Readable(Snapshot snapshot)
    {
        foreach (var key in OrNone(() => snapshot.Groups(FileEntry.KeyPrefix)) ?? [])
            if (OrNone(() => snapshot.Attachment(key)) is { } record)
                yield return FileEntry.FromBytes(record.Span);

        static T? OrNone<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (IndexDamagedException)
            {
                return default;
            }
        }
    }

    private void Keep(FileEntry file)
    {
        _bySourcePath[file.SourcePath] = file;
        if (file.Hash is not { } hash)
            return;
        if (!_sourcePathsByHash.TryGetValue(hash, out var paths))
            _sourcePathsByHash[hash] = paths = new SortedSet<string>(StringComparer.Ordinal);
        paths.Add(file.SourcePath);
    }

    private void Drop(string sourcePath)
    {
        if (_bySourcePath.Remove(sourcePath, out var file) && file.Hash is { } hash && _sourcePathsByHash[hash] is var paths)
        {
            paths.Remove(sourcePath);
            if (paths.Count == 0)
                _sourcePathsByHash.Remove(hash);
        }
    }
}
