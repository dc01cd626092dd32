using System.Text;
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
/// <param name="shared">Where a server keeps the list: it is kept there first, and the file is a copy. Null: the file is all.</param>
public sealed class RefusalList(string path, ISharedTexts? shared = null)
{
    /// <summary>The name of the list among texts that processes have in common.</summary>
    public const string SharedName = "refusals";

    private readonly Lock _lock = new();
    private readonly string _path = System.IO.Path.GetFullPath(path);
    private Dictionary<string, Refusal> _byHash = new(StringComparer.Ordinal);
    private (DateTime Written, long Length) _seen;

    /// <summary>The file, as a full path.</summary>
    public string Path => _path;

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
            if (shared is not null)
            {
                var text = shared.Change(SharedName, before => Encoding.UTF8.GetString(
                    Written(Changed(before.Length == 0 ? [] : Read(Encoding.UTF8.GetBytes(before), "the list of refused files"), change))));
                DurableFile.Replace(_path, Encoding.UTF8.GetBytes(text));
                (_byHash, _seen) = (Read(Encoding.UTF8.GetBytes(text), _path), default);
                return;
            }

            var next = Changed(Current(), change);
            DurableFile.Replace(_path, Written(next));
            _byHash = next;
            _seen = default;
        }
    }

    private static Dictionary<string, Refusal> Changed(Dictionary<string, Refusal> before, Action<Dictionary<string, Refusal>> change)
    {
        var next = new Dictionary<string, Refusal>(before, StringComparer.Ordinal);
        change(next);
        return next;
    }

    private static byte[] Written(Dictionary<string, Refusal> byHash) => JsonSerializer.SerializeToUtf8Bytes(
        new RefusalFile([.. byHash.Values.OrderBy(refusal => refusal.Since)]), RefusalJson.Written.RefusalFile);

    private Dictionary<string, Refusal> Current()
    {
        var info = new FileInfo(_path);
        var now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
        if (now == _seen)
            return _byHash;
        _byHash = info.Exists ? Read(File.ReadAllBytes(_path), $"'{_path}'") : [];
        _seen = now;
        return _byHash;
    }

    private static Dictionary<string, Refusal> Read(byte[] bytes, string what)
    {
        try
        {
            var read = JsonSerializer.Deserialize(bytes, RefusalJson.Written.RefusalFile);
            return (read?.Refusals ?? []).ToDictionary(refusal => refusal.Hash, StringComparer.Ordinal);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{what} is damaged: {e.Message}", e);
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
