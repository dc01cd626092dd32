using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.SavedSearches;

/// <summary>
/// The saved searches of an installation: a folder beside the index with one file each, replaced as a whole, and the log of arrivals.
/// Thread-safe, also beside other processes.
/// </summary>
public sealed class SavedSearchFolder
{
    /// <summary>The name of the log of arrivals.</summary>
    internal const string ArrivalsName = "arrivals.txt";

    /// <summary>The end of the names of saved searches.</summary>
    internal const string Extension = ".json";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly ArrivalLog _arrivals;
    private readonly Dictionary<string, (DateTime Written, long Length, SavedSearch Search)> _read = new(StringComparer.Ordinal);

    /// <summary>The folder; it need not exist.</summary>
    public SavedSearchFolder(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _arrivals = new ArrivalLog(Path.Combine(_folder, ArrivalsName));
    }

    /// <summary>All of them, the oldest first.</summary>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public IReadOnlyList<SavedSearch> All()
    {
        lock (_lock)
        {
            return !Directory.Exists(_folder)
                ? []
                : [.. Directory.EnumerateFiles(_folder, "*" + Extension).Select(Read).OfType<SavedSearch>()
                    .OrderBy(search => search.Created).ThenBy(search => search.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>One of them; null where there is none.</summary>
    public SavedSearch? Find(string id)
    {
        lock (_lock)
            return IsId(id) ? Read(FileOf(id)) : null;
    }

    /// <summary>Keeps a new one, on disk for good when this returns. What is there now is no new match.</summary>
    /// <param name="search">Its position is set here.</param>
    /// <param name="reports">The ids of all reports.</param>
    public SavedSearch Add(SavedSearch search, IEnumerable<string> reports)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(reports);
        using var held = Hold();
        _arrivals.Add(reports);
        var kept = search with { Position = _arrivals.Count };
        Write(kept);
        return kept;
    }

    /// <summary>Changes one that is still there; the new state, or null where it has gone.</summary>
    public SavedSearch? Change(string id, Func<SavedSearch, SavedSearch> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        using var held = Hold();
        if (!IsId(id) || Read(FileOf(id)) is not { } before)
            return null;
        var after = change(before);
        Write(after);
        return after;
    }

    /// <summary>Forgets one; false where there is none.</summary>
    public bool Remove(string id)
    {
        using var held = Hold();
        if (!IsId(id) || !File.Exists(FileOf(id)))
            return false;
        File.Delete(FileOf(id));
        DurableFolders.Sync(_folder);
        return true;
    }

    /// <summary>Records which reports have come.</summary>
    /// <param name="reports">The ids of all reports.</param>
    public void RecordArrivals(IEnumerable<string> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        using var held = Hold();
        _arrivals.Add(reports);
    }

    /// <summary>The ids of reports that came after a position, in their order.</summary>
    public IReadOnlyList<string> Arrivals(long after, int most)
    {
        lock (_lock)
            return _arrivals.Slice(after, most);
    }

    /// <summary>The right to send; null while another process has it. To be disposed.</summary>
    public IDisposable? TryBeginSending()
    {
        Directory.CreateDirectory(_folder);
        return TryLock("sending.lock");
    }

    private static bool IsId(string id) => id is { Length: 12 } && id.All(char.IsAsciiHexDigitLower);

    private string FileOf(string id) => Path.Combine(_folder, id + Extension);

    private SavedSearch? Read(string file)
    {
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists)
                return null;
            if (_read.TryGetValue(file, out var known) && (known.Written, known.Length) == (info.LastWriteTimeUtc, info.Length))
                return known.Search;
            var search = JsonSerializer.Deserialize(File.ReadAllBytes(file), SavedSearchJson.Default.SavedSearch)
                ?? throw new InvalidDataException($"'{file}' is damaged: it is empty");
            _read[file] = (info.LastWriteTimeUtc, info.Length, search);
            return search;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{file}' is damaged: {e.Message}", e);
        }
    }

    private void Write(SavedSearch search)
    {
        DurableFile.Replace(
            FileOf(search.Id), JsonSerializer.SerializeToUtf8Bytes(search, SavedSearchJson.Written.SavedSearch), isPrivate: true);
        _read.Remove(FileOf(search.Id));
    }

    /// <summary>Nobody else changes anything meanwhile, in this process or in another.</summary>
    private Held Hold()
    {
        _lock.Enter();
        try
        {
            Directory.CreateDirectory(_folder);
            var begun = Stopwatch.GetTimestamp();
            while (true)
            {
                if (TryLock("changing.lock") is { } file)
                    return new Held(_lock, file);
                if (Stopwatch.GetElapsedTime(begun) > Patience)
                    throw new IOException($"another process does not let go of '{_folder}'");
                Thread.Sleep(5);
            }
        }
        catch
        {
            _lock.Exit();
            throw;
        }
    }

    private FileStream? TryLock(string name)
    {
        try
        {
            return new FileStream(Path.Combine(_folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    private sealed class Held(Lock taken, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            taken.Exit();
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SavedSearch))]
internal sealed partial class SavedSearchJson : JsonSerializerContext
{
    /// <summary>Words stand as they are.</summary>
    public static SavedSearchJson Written =>
        field ??= new(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
