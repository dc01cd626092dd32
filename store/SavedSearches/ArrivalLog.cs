using System.Text;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.SavedSearches;

/// <summary>
/// The ids of reports in the order in which they came: a file that is only appended to. A report's id goes by the bytes of its file, so
/// one that is read again, or comes back after a rebuild, does not come anew.
/// </summary>
/// <remarks>Not thread-safe; <see cref="SavedSearchFolder"/> holds its lock around it.</remarks>
internal sealed class ArrivalLog(string path)
{
    private readonly List<string> _ids = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long _read;

    /// <summary>How many there are; positions count from here.</summary>
    public long Count
    {
        get
        {
            Refresh();
            return _ids.Count;
        }
    }

    /// <summary>Adds those ids that are not known yet, on disk for good when this returns.</summary>
    public void Add(IEnumerable<string> ids)
    {
        Refresh();
        var fresh = ids.Where(id => !_known.Contains(id)).Distinct(StringComparer.Ordinal).ToList();
        if (fresh.Count == 0)
            return;
        var isNew = !File.Exists(path);
        using (var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read))
        {
            // A line that a crash cut short is written over.
            file.SetLength(_read);
            file.Position = _read;
            file.Write(Encoding.ASCII.GetBytes(string.Concat(fresh.Select(id => id + "\n"))));
            file.Flush(flushToDisk: true);
        }

        if (isNew)
            DurableFolders.Sync(Path.GetDirectoryName(path)!);
        Refresh();
    }

    /// <summary>Some ids in their order.</summary>
    public IReadOnlyList<string> Slice(long from, int most)
    {
        Refresh();
        return from >= _ids.Count ? [] : _ids.GetRange((int)from, (int)Math.Min(most, _ids.Count - from));
    }

    /// <summary>Reads what another process has added.</summary>
    private void Refresh()
    {
        var info = new FileInfo(path);
        var length = info.Exists ? info.Length : 0;
        if (length == _read)
            return;
        if (length < _read)
        {
            _ids.Clear();
            _known.Clear();
            _read = 0;
        }

        if (length == 0)
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = _read;
        var bytes = new byte[length - _read];
        file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        foreach (var id in Encoding.ASCII.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            _ids.Add(id);
            _known.Add(id);
        }

        _read += whole;
    }
}
