using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Access;

/// <summary>Lets a request through to its address, or says why not. Behind routing, before every address.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, Authenticator authenticator, Sessions sessions, AuditLog audit)
{
    public const string SignInPath = "/sign-in";

    private const Scopes Recorded = Scopes.Ingest | Scopes.Correct | Scopes.Admin | Scopes.Subscribe;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        // An address without a scope does not start; should one appear later, nobody gets there.
        var needed = endpoint.Metadata.GetMetadata<NeedsAttribute>()?.Scope ?? (Scopes)~0;
        var known = authenticator.Identify(context);
        var caller = known ?? new Caller("unknown key", Scopes.None, CallerKind.Anonymous);
        context.Features.Set(caller);
        if (needed == Scopes.None)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var what = $"{context.Request.Method} {(endpoint as RouteEndpoint)?.RoutePattern.RawText}";
        if (await RefusalAsync(context, caller, known is null, needed).ConfigureAwait(false) is { } refusal)
        {
            audit.Write(caller, context, what, refusal.StatusCode);
            await RefuseAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        var status = 500;
        try
        {
            await next(context).ConfigureAwait(false);
            status = context.Response.StatusCode;
        }
        catch (BadHttpRequestException e)
        {
            status = e.StatusCode;
            throw;
        }
        finally
        {
            if ((needed & Recorded) != 0 || caller.May(Scopes.Pii))
                audit.Write(caller, context, what, status);
        }
    }

    private async ValueTask<ProblemHttpResult?> RefusalAsync(HttpContext context, Caller caller, bool isUnknownKey, Scopes needed)
    {
        if (isUnknownKey)
            return Problems.Create(401, "key_invalid", "Not a valid key.", "the key is unknown, expired or revoked", "这个密钥不对、过期了或已作废");
        if (!caller.May(needed))
        {
            return caller is { Kind: CallerKind.Anonymous }
                ? Problems.Create(
                    401, "key_needed", "A key is needed.", "send a key: Authorization: Bearer kb_…", "要有密钥才能用：Authorization: Bearer kb_…")
                : Problems.Create(
                    403,
                    "scope_missing",
                    "Not with this key.",
                    $"this address needs the scope {string.Join(", ", ScopeNames.Of(needed))}",
                    $"这个密钥没有 {string.Join("、", ScopeNames.Of(needed))} 权限");
        }

        return caller.IsAmbient
            && !HttpMethods.IsGet(context.Request.Method)
            && !sessions.IsToken(caller, await FormToken.ReadAsync(context.Request).ConfigureAwait(false))
            ? Problems.Create(
                403,
                "form_token",
                "Refused.",
                $"a signed-in browser sends the token of its page, as the field {FormToken.Field} or the header {FormToken.Header}",
                "这个页面太旧了，请刷新后再试")
            : null;
    }

    /// <summary>A browser is shown where to sign in, a program gets a problem.</summary>
    private static Task RefuseAsync(HttpContext context, ProblemHttpResult refusal)
    {
        if (!ApiPaths.IsApi(context.Request.Path) && context.RequestServices.GetService<PagesMarker>() is not null)
        {
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location =
                $"{SignInPath}?code={refusal.ProblemDetails.Extensions["code"]}&back={Uri.EscapeDataString(back)}";
            return Task.CompletedTask;
        }

        if (refusal.StatusCode == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(context, refusal);
    }
}
