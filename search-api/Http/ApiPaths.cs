namespace KnowledgeBase.SearchApi.Http;

/// <summary>Registered by a host that has pages beside the API.</summary>
public sealed class PagesMarker;

/// <summary>Which addresses answer programs.</summary>
public static class ApiPaths
{
    /// <summary>True for the API, its description, and what watches the process.</summary>
    public static bool IsApi(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal)
        || path.StartsWithSegments("/openapi", StringComparison.Ordinal)
        || path.Value is "/livez" or "/readyz" or "/metrics";
}
