using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>What a caller must be allowed to reach an address. Every address says so itself: there is no default.</summary>
/// <param name="scope">None: anybody may.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Scopes scope) : Attribute
{
    public Scopes Scope => scope;
}

/// <summary>Says what an address needs.</summary>
public static class Needing
{
    /// <summary>Only callers with a scope get there.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Scopes scope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new NeedsAttribute(scope));

    /// <summary>Anybody gets there who reaches the server: nothing of the collection is shown.</summary>
    public static TBuilder IsPublic<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Needs(Scopes.None);

    /// <summary>Refuses to start with an address that does not say what it needs.</summary>
    /// <param name="app">All that it serves is mapped.</param>
    /// <param name="closed">Names of the framework's own addresses that stay closed to everybody.</param>
    public static void RequireScopes(this IEndpointRouteBuilder app, params string[] closed)
    {
        ArgumentNullException.ThrowIfNull(app);
        var silent = app.DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<NeedsAttribute>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .Except(closed)
            .ToList();
        if (silent.Count > 0)
        {
            throw new InvalidOperationException(
                $"these addresses do not say which scope they need (.Needs or .IsPublic): {string.Join("; ", silent)}");
        }
    }
}
