
namespace KnowledgeBase.SearchApi.Http;

/// <summary>
/// A page of another site, open in the same browser, must not change anything here. Programs other than browsers send neither header.
/// </summary>
public sealed class SameSiteFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return !HttpMethods.IsGet(request.Method) && IsForeign(request)
            ? new(Problems.Create(403, "cross_site", "Refused.", "changes are taken from this site's own pages and from programs only"))
            : next(context);
    }

    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].FirstOrDefault() is { } site)
            return site is not ("same-origin" or "none");
        return request.Headers.Origin.FirstOrDefault() is { } origin
            && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
