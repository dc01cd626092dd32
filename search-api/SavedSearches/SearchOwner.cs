using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>Whose a saved search is, and what that one may do now.</summary>
internal sealed class SearchOwner(AccessPolicy policy, KeyRing keys)
{
    private const string Key = "key:";
    private const string Proxy = "proxy:";
    private const string Anonymous = "anonymous";

    /// <summary>The owner that a caller is. A key's name begins with its id.</summary>
    public static string Of(Caller caller) => caller.Kind switch
    {
        CallerKind.Key or CallerKind.Session => Key + caller.Name.Split(' ')[0],
        CallerKind.Proxy => caller.Name,
        _ => Anonymous,
    };

    /// <summary>Whether the owner may search, and have something sent, at this moment.</summary>
    public bool MayReceive(string owner)
    {
        var scopes = owner.StartsWith(Key, StringComparison.Ordinal)
            ? keys.ById(owner[Key.Length..]) is { } key ? ScopeNames.Parse(string.Join(' ', key.Scopes)) ?? Scopes.None : Scopes.None
            : owner.StartsWith(Proxy, StringComparison.Ordinal) ? policy.Proxied : policy.ForNobody;
        return scopes.HasFlag(Scopes.Search | Scopes.Subscribe);
    }
}
