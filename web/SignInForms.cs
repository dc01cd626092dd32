using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;

namespace KnowledgeBase.Web;

/// <summary>A browser signs in with a key and out again. The key is sent once and kept nowhere; a cookie stands for it.</summary>
internal static class SignInForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/session").AddEndpointFilter<SameSiteFilter>().ExcludeFromDescription().DisableAntiforgery();
        session.MapPost("/start", StartAsync).IsPublic();
        session.MapPost("/end", End).IsPublic();
    }

    private static async Task<IResult> StartAsync(HttpRequest request, Sessions sessions, AuditLog audit)
    {
        var form = await FormReader.ReadAsync(request);
        var back = form["back"].ToString();
        if (sessions.Open(form["key"].ToString()) is not var (session, key))
        {
            audit.Write(Caller.Of(request.HttpContext), request.HttpContext, "sign-in", StatusCodes.Status401Unauthorized);
            return Results.LocalRedirect($"/sign-in?code=key_invalid&back={Uri.EscapeDataString(back)}");
        }

        var signedIn = new Caller($"{key.Id} {key.Name}", default, CallerKind.Session);
        audit.Write(signedIn, request.HttpContext, "sign-in", StatusCodes.Status200OK);
        request.HttpContext.Response.Cookies.Append(Sessions.Cookie, session, CookieOptions(request));
        return Results.LocalRedirect(IsOwn(back) ? back : "/");
    }

    private static IResult End(HttpRequest request, Sessions sessions)
    {
        if (request.Cookies[Sessions.Cookie] is { } session)
            sessions.Close(session);
        request.HttpContext.Response.Cookies.Delete(Sessions.Cookie, CookieOptions(request));
        return Results.LocalRedirect("/sign-in");
    }

    /// <summary>A session's cookie: for this site's own requests, never for scripts, and only encrypted where the request was.</summary>
    private static CookieOptions CookieOptions(HttpRequest request) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, Path = "/", IsEssential = true };

    /// <summary>Leads nowhere else: "//host" and "/\host" are other sites to a browser.</summary>
    private static bool IsOwn(string address) =>
        address is ['/', ..] and not (['/', '/', ..] or ['/', '\\', ..]) && !address.Any(char.IsControl);
}
