using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>From a request to its caller: by key, by session, by a proxy's word, or by nothing.</summary>
internal sealed class Authenticator(AccessPolicy policy, KeyRing keys, Sessions sessions)
{
    private const string Scheme = "Bearer ";
    private const int LongestUser = 200;

    /// <summary>Null where a key is presented that opens nothing.</summary>
    public Caller? Identify(HttpContext context)
    {
        if (Bearer(context.Request) is { } presented)
            return keys.Find(presented) is { } key ? Of(key, CallerKind.Key, null) : null;
        if (context.Request.Cookies[Sessions.Cookie] is { Length: > 0 } session && sessions.Find(session) is { } signedIn)
            return Of(signedIn, CallerKind.Session, session);
        return ProxyUser(context) is { } user
            ? new Caller("proxy:" + user, policy.Proxied, CallerKind.Proxy)
            : new Caller("anonymous", policy.ForNobody, CallerKind.Anonymous);
    }

    private static Caller Of(AccessKey key, CallerKind kind, string? session) =>
        new($"{key.Id} {key.Name}", ScopeNames.Parse(string.Join(' ', key.Scopes)) ?? Scopes.None, kind, session);

    /// <summary>A key stands in the header alone: addresses are kept in logs and histories.</summary>
    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;

    private string? ProxyUser(HttpContext context)
    {
        if (policy.Proxies.Count == 0
            || context.Connection.RemoteIpAddress is not { } from
            || !policy.Proxies.Contains(AccessPolicy.Plain(from)))
            return null;
        return context.Request.Headers[policy.ProxyUserHeader] is [{ Length: > 0 and <= LongestUser } user] && !user.Any(char.IsControl)
            ? user
            : null;
    }
}
