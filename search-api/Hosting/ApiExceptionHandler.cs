using KnowledgeBase.SearchApi.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>What can go wrong without being a defect becomes a problem with a code.</summary>
internal sealed class ApiExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Failure.Of(exception) is not { } failure)
            return false;
        await HttpConventions.ExecuteAsync(httpContext, Problems.Create(failure.Status, failure.Code, failure.Title, failure.Detail)).ConfigureAwait(false);
        return true;
    }
}
