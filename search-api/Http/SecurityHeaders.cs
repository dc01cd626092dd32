namespace KnowledgeBase.SearchApi.Http;

/// <summary>What every answer tells a browser, error pages and refusals included.</summary>
public sealed class SecurityHeaders : IStartupFilter
{
    private const string ForPages =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string ForPrograms = "default-src 'none'; frame-ancestors 'none'; sandbox";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, behind) =>
        {
            // At the last moment: what handles an exception clears the headers first.
            context.Response.OnStarting(Add, context);
            return behind(context);
        });
        next(app);
    };

    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ApiPaths.IsApi(context.Request.Path) ? ForPrograms : ForPages;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return Task.CompletedTask;
    }
}
