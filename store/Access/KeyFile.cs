using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.Access;

/// <summary>The keys, in one small file of the data folder that is replaced as a whole.</summary>
/// <param name="path">The file; it need not exist.</param>
/// <param name="shared">Where a server keeps the keys: these are kept there first, and the file is a copy. Null: the file is all.</param>
public sealed class KeyFile(string path, ISharedTexts? shared = null)
{
    /// <summary>The name of the keys among texts that processes have in common.</summary>
    public const string SharedName = "keys";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    /// <summary>The file, as a full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Every key that was ever made, the oldest first; empty where there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<AccessKey> Read()
    {
        if (!File.Exists(Path))
            return [];
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), KeyFileJson.Written.KeyList)?.Keys
                ?? throw new InvalidDataException($"'{Path}' holds no list of keys");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{Path}' is damaged: {e.Message}", e);
        }
    }

    /// <summary>Makes a key. What is returned is shown once and kept nowhere.</summary>
    /// <param name="name">Who or what gets it.</param>
    /// <param name="scopes">What it allows.</param>
    /// <param name="now">The time of its making.</param>
    /// <param name="expires">From when on it opens nothing; null for never.</param>
    public (string Key, AccessKey Kept) Add(string name, Scopes scopes, DateTimeOffset now, DateTimeOffset? expires)
    {
        var made = AccessKey.Create(name, scopes, now, expires);
        Change(keys => [.. keys, made.Kept]);
        return made;
    }

    /// <summary>Revokes a key for good; false where there is no such key.</summary>
    public bool Revoke(string id, DateTimeOffset now)
    {
        var isKnown = false;
        Change(keys =>
        {
            isKnown = keys.Any(key => key.Id == id);
            return [.. keys.Select(key => key.Id == id && key.Revoked is null ? key with { Revoked = now } : key)];
        });
        return isKnown;
    }

    /// <summary>One process changes the file at a time: a key made meanwhile must not undo a revocation.</summary>
    private void Change(Func<IReadOnlyList<AccessKey>, IReadOnlyList<AccessKey>> change)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        if (shared is not null)
        {
            var text = shared.Change(SharedName, before => Encoding.UTF8.GetString(Written(change(before.Length == 0 ? [] : Parse(before)))));
            using var copying = Hold();
            DurableFile.Replace(Path, Encoding.UTF8.GetBytes(text), isPrivate: true);
            return;
        }

        using var held = Hold();
        DurableFile.Replace(Path, Written(change(Read())), isPrivate: true);
    }

    private static byte[] Written(IReadOnlyList<AccessKey> keys) =>
        JsonSerializer.SerializeToUtf8Bytes(new KeyList(keys), KeyFileJson.Written.KeyList);

    private static IReadOnlyList<AccessKey> Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, KeyFileJson.Written.KeyList)?.Keys ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"the keys on the server are damaged: {e.Message}", e);
        }
    }

    private FileStream Hold()
    {
        for (var waited = TimeSpan.Zero; ; waited += BetweenTries)
        {
            try
            {
                return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < LongestWait)
            {
                Thread.Sleep(BetweenTries);
            }
        }
    }
}

internal sealed record KeyList(IReadOnlyList<AccessKey> Keys);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(KeyList))]
internal sealed partial class KeyFileJson : JsonSerializerContext
{
    private static KeyFileJson? _written;

    /// <summary>For a file that people look at.</summary>
    public static KeyFileJson Written => _written ??= new KeyFileJson(new JsonSerializerOptions(Default!.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
