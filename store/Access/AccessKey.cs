using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace KnowledgeBase.Store.Access;

/// <summary>A key as it is kept: never the key itself, only its hash.</summary>
/// <param name="Id">Names the key where it is listed, revoked and recorded.</param>
/// <param name="Name">Who or what has it.</param>
/// <param name="Hash">SHA-256 of the key in lower-case hex. A plain hash is enough: nobody guesses 256 random bits.</param>
/// <param name="Scopes">What it allows, by name.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it opens nothing; null for never.</param>
/// <param name="Revoked">When it was revoked; null where it was not.</param>
public sealed record AccessKey(
    string Id,
    string Name,
    string Hash,
    IReadOnlyList<string> Scopes,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    DateTimeOffset? Revoked)
{
    private const string Prefix = "kb_";
    private const int SecretBytes = 32;
    private const int IdBytes = 4;

    /// <summary>Whether it opens anything at a time.</summary>
    public bool IsValidAt(DateTimeOffset now) => Revoked is null && (Expires is not { } end || now < end);

    /// <summary>A new key, and what is kept of it.</summary>
    internal static (string Key, AccessKey Kept) Create(string name, Scopes scopes, DateTimeOffset now, DateTimeOffset? expires)
    {
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        return (key, new AccessKey(id, name, Convert.ToHexStringLower(HashOf(key)), ScopeNames.Of(scopes), now, expires, null));
    }

    internal static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
