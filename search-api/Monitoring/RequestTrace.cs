using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>
/// Names a request's trace by its route, in the attributes of OpenTelemetry's HTTP conventions; never by its path or query.
/// </summary>
internal static class RequestTrace
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var activity = context.Features.Get<IHttpActivityFeature>()?.Activity;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (activity is { IsAllDataRequested: true })
                Describe(activity, context);
        }
    }

    private static void Describe(Activity activity, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        activity.SetTag("http.request.method", context.Request.Method);
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            activity.SetStatus(ActivityStatusCode.Error);
    }
}
