using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.Takedowns;

/// <summary>A raw file that is not to be indexed, by the hash of its bytes, wherever it lies and whatever it is called.</summary>
/// <param name="Hash">SHA-256 in lower-case hex.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Since">When it was refused.</param>
public sealed record Refusal(string Hash, string Reason, DateTimeOffset Since);

/// <summary>The raw files that are refused: a small file of the data folder. Thread-safe; changes of other processes are seen.</summary>
/// <param name="path">The file; it need not exist.</param>
public sealed class RefusalList(string path)
{
    private readonly Lock _lock = new();
    private readonly string _path = Path.GetFullPath(path);
    private Dictionary<string, Refusal> _byHash = new(StringComparer.Ordinal);
    private (DateTime Written, long Length) _seen;

    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyList<Refusal> All
    {
        get
        {
            lock (_lock)
                return [.. Current().Values.OrderBy(refusal => refusal.Since)];
        }
    }

    /// <summary>The refusal of some bytes; null where they are not refused.</summary>
    /// <exception cref="InvalidDataException">The file is damaged: nothing may be taken for not refused then.</exception>
    public Refusal? Find(string hash)
    {
        lock (_lock)
            return Current().GetValueOrDefault(hash);
    }

    /// <summary>Refuses some bytes from now on, on disk for good before this returns.</summary>
    public void Add(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Change(byHash => byHash[refusal.Hash] = refusal);
    }

    /// <summary>Takes a refusal back; false where there is none.</summary>
    public bool Remove(string hash)
    {
        var isKnown = false;
        Change(byHash => isKnown = byHash.Remove(hash));
        return isKnown;
    }

    private void Change(Action<Dictionary<string, Refusal>> change)
    {
        lock (_lock)
        {
            var next = new Dictionary<string, Refusal>(Current(), StringComparer.Ordinal);
            change(next);
            var written = new RefusalFile([.. next.Values.OrderBy(refusal => refusal.Since)]);
            DurableFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(written, RefusalJson.Written.RefusalFile));
            _byHash = next;
            _seen = default;
        }
    }

    private Dictionary<string, Refusal> Current()
    {
        var info = new FileInfo(_path);
        var now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
        if (now == _seen)
            return _byHash;
        try
        {
            var read = info.Exists ? JsonSerializer.Deserialize(File.ReadAllBytes(_path), RefusalJson.Written.RefusalFile) : null;
            _byHash = (read?.Refusals ?? []).ToDictionary(refusal => refusal.Hash, StringComparer.Ordinal);
            _seen = now;
            return _byHash;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{_path}' is damaged: {e.Message}", e);
        }
    }
}

internal sealed record RefusalFile(IReadOnlyList<Refusal> Refusals);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RefusalFile))]
internal sealed partial class RefusalJson : JsonSerializerContext
{
    private static RefusalJson? _written;

    /// <summary>For a file that people look at.</summary>
    public static RefusalJson Written => _written ??= new RefusalJson(new JsonSerializerOptions(Default!.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
