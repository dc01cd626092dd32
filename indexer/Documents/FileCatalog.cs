using KnowledgeBase.Engine;

namespace KnowledgeBase.Indexer.Documents;

/// <summary>Which raw files are known, and which reports came of them: the files' records of the index, in memory. Thread-safe.</summary>
public sealed class FileCatalog(KnowledgeStore store)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, FileRecord> _byPlace = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _placesByHash = new(StringComparer.Ordinal);
    private long _generation = -1;

    /// <summary>Every known file, by place.</summary>
    public IReadOnlyList<FileRecord> Files
    {
        get
        {
            lock (_lock)
                return [.. _byPlace.Values];
        }
    }

    public FileRecord? At(string place)
    {
        lock (_lock)
            return _byPlace.GetValueOrDefault(place);
    }

    /// <summary>Where the bytes with a hash lie, the first place first; exact copies are one report with several places.</summary>
    public IReadOnlyList<FileRecord> WithHash(string hash)
    {
        lock (_lock)
            return _placesByHash.TryGetValue(hash, out var places) ? [.. places.Select(place => _byPlace[place])] : [];
    }

    /// <summary>Reads the records anew when the index has moved on by another process's doing.</summary>
    public void Load()
    {
        using var snapshot = store.Snapshot();
        if (snapshot.Generation == _generation)
            return;
        var fresh = snapshot.Groups(FileRecord.KeyPrefix)
            .Select(key => FileRecord.FromBytes(snapshot.Attachment(key)!.Value.Span))
            .ToList();
        lock (_lock)
        {
            _byPlace.Clear();
            _placesByHash.Clear();
            fresh.ForEach(Keep);
            _generation = snapshot.Generation;
        }
    }

    internal void Put(IndexWriter writer, FileRecord file)
    {
        writer.Put(new DocumentGroup { Key = FileRecord.KeyOf(file.Place), Attachment = file.ToBytes() });
        lock (_lock)
        {
            Drop(file.Place);
            Keep(file);
        }
    }

    internal void Remove(IndexWriter writer, string place)
    {
        writer.Delete(FileRecord.KeyOf(place));
        lock (_lock)
            Drop(place);
    }

    private void Keep(FileRecord file)
    {
        _byPlace[file.Place] = file;
        if (file.Hash is not { } hash)
            return;
        if (!_placesByHash.TryGetValue(hash, out var places))
            _placesByHash[hash] = places = new SortedSet<string>(StringComparer.Ordinal);
        places.Add(file.Place);
    }

    private void Drop(string place)
    {
        if (_byPlace.Remove(place, out var file) && file.Hash is { } hash && _placesByHash[hash] is var places)
        {
            places.Remove(place);
            if (places.Count == 0)
                _placesByHash.Remove(hash);
        }
    }
}
