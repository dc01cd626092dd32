using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>Who sends a request, and what that allows.</summary>
/// <param name="Name">For the audit log: a key's id and name, a proxy's user, or anonymous.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="Kind">How the caller is known.</param>
/// <param name="Session">The browser's session; null where there is none.</param>
public sealed record Caller(string Name, Scopes Scopes, CallerKind Kind, string? Session = null)
{
    /// <summary>Whether a browser adds by itself what the caller is known by, so that another site's page could use it.</summary>
    public bool IsAmbient => Kind is CallerKind.Session or CallerKind.Proxy;

    public bool May(Scopes scope) => Scopes.HasFlag(scope);

    /// <summary>The sender of a request; nobody where the request went by no address of ours.</summary>
    public static Caller Of(HttpContext context) => context?.Features.Get<Caller>() ?? Nobody;

    private static readonly Caller Nobody = new("nobody", Scopes.None, CallerKind.Anonymous);
}

public enum CallerKind
{
    Anonymous,
    Key,
    Session,
    Proxy,
}
