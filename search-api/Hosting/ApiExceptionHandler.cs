using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.SearchApi.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>
/// What can go wrong without being a defect becomes a problem with a code, and one line in the log where it is the server's.
/// </summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> log) : IExceptionHandler
{
    /// <summary>As long as a standby takes to take over, about.</summary>
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Failure.Of(exception) is not { } failure)
            return false;

        // Damage has its line in the log already.
        if (failure.Status >= StatusCodes.Status500InternalServerError
            && exception is not (IndexDamagedException or CollectionNotReadyException))
            Refused(httpContext.Request.Method, httpContext.Request.Path, failure.Status, exception.Message);

        // Pages show the failure as a page.
        if (!ApiPaths.IsApi(httpContext.Request.Path) && httpContext.RequestServices.GetService<PagesMarker>() is not null)
            return false;
        if (exception is CollectionNotReadyException)
            httpContext.Response.Headers.RetryAfter =
                CollectionNotReadyException.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        if (failure.Code == Failure.DatabaseUnavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        var problem = Problems.Create(failure.Status, failure.Code, failure.Title, failure.Detail);
        await Problems.WriteAsync(httpContext, problem).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{method} {path} answered {status}: {message}")]
    private partial void Refused(string method, string path, int status, string message);
}
