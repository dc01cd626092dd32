using System.Security.Cryptography;

namespace KnowledgeBase.Store.Access;

/// <summary>The keys as they are now: every question looks whether the file has changed, which takes microseconds. Thread-safe.</summary>
/// <remarks>
/// Once a key was seen, keys are needed until the process ends: a file that is deleted or damaged closes the door instead of opening it.
/// </remarks>
public sealed class KeyRing(KeyFile file, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Kept[] _keys = [];
    private (DateTime Written, long Length) _seen;
    private bool _isNeeded;

    /// <summary>Whether a caller needs a key.</summary>
    public bool IsNeeded
    {
        get
        {
            Refresh();
            return _isNeeded;
        }
    }

    /// <summary>Why no key opens anything although there is a file of keys; null where all is well.</summary>
    public string? Fault { get; private set; }

    /// <summary>The valid key that a caller presents; null for any other text.</summary>
    /// <remarks>Every key is compared, and each in constant time, so that the time tells nothing about the keys.</remarks>
    public AccessKey? Find(string presented)
    {
        var hash = AccessKey.HashOf(presented);
        AccessKey? found = null;
        foreach (var kept in Refresh())
        {
            if (CryptographicOperations.FixedTimeEquals(kept.Hash, hash))
                found = kept.Key;
        }

        return found?.IsValidAt(clock.GetUtcNow()) is true ? found : null;
    }

    /// <summary>The key of an id while it is valid.</summary>
    public AccessKey? ById(string id) =>
        Array.Find(Refresh(), kept => kept.Key.Id == id)?.Key is { } key && key.IsValidAt(clock.GetUtcNow()) ? key : null;

    private Kept[] Refresh()
    {
        lock (_lock)
        {
            try
            {
                var info = new FileInfo(file.Path);
                var now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
                if (now == _seen && Fault is null)
                    return _keys;
                _keys = [.. file.Read().Select(key => new Kept(key, Convert.FromHexString(key.Hash)))];
                (_seen, Fault) = (now, null);
                _isNeeded |= _keys.Length > 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
            {
                (_keys, _isNeeded, Fault) = ([], true, e.Message);
            }

            return _keys;
        }
    }

    private sealed record Kept(AccessKey Key, byte[] Hash);
}
