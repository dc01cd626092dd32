using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>Browsers that have signed in with a key. In memory: a restart signs everybody out. Thread-safe.</summary>
/// <remarks>A session is worth what its key is worth at the moment: revoking the key ends it.</remarks>
public sealed class Sessions(KeyRing keys, IOptions<AccessOptions> options, TimeProvider clock)
{
    public const string Cookie = "kb-session";

    private const int MostSessions = 10_000;
    private const int IdBytes = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string KeyId, long Started)> _sessions = new(StringComparer.Ordinal);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(IdBytes);

    /// <summary>Signs in with a key; null where the key opens nothing.</summary>
    public (string Session, AccessKey Key)? Open(string presented)
    {
        if (keys.Find(presented.Trim()) is not { } key)
            return null;
        var session = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        lock (_lock)
        {
            if (_sessions.Count >= MostSessions)
                _sessions.Remove(_sessions.MinBy(pair => pair.Value.Started).Key);
            _sessions[HashOf(session)] = (key.Id, clock.GetTimestamp());
        }

        return (session, key);
    }

    /// <summary>The key of a session; null where the session is over or the key opens nothing any more.</summary>
    public AccessKey? Find(string session)
    {
        string keyId;
        lock (_lock)
        {
            var hash = HashOf(session);
            if (!_sessions.TryGetValue(hash, out var known))
                return null;
            if (clock.GetElapsedTime(known.Started) >= TimeSpan.FromHours(options.Value.SessionHours))
            {
                _sessions.Remove(hash);
                return null;
            }

            keyId = known.KeyId;
        }

        return keys.ById(keyId);
    }

    public void Close(string session)
    {
        lock (_lock)
            _sessions.Remove(HashOf(session));
    }

    /// <summary>What a form of ours carries and another site's page cannot know.</summary>
    public string TokenFor(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var known = Encoding.UTF8.GetBytes($"{caller.Kind}\n{caller.Session}\n{caller.Name}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(_secret, known));
    }

    public bool IsToken(Caller caller, string? token) =>
        token is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(TokenFor(caller)));

    // Looked up by hash, so that the time of a look-up tells nothing about ids that exist.
    private static string HashOf(string session) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session)));
}
