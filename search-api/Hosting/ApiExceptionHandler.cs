using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using Microsoft.AspNetCore.Diagnostics;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>The edge: what can go wrong without being a defect becomes a problem with a code.</summary>
internal sealed class ApiExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            SearchTimeoutException => Problems.Create(503, "search_timeout", "The search took too long.", exception.Message),
            IndexException => Problems.Create(503, "index_unavailable", "The index cannot be used.", exception.Message),
            BadHttpRequestException { StatusCode: 413 } => Problems.Create(413, "too_large", "Too large.", "the request is larger than 64 MB"),
            BadHttpRequestException bad => Problems.Create(bad.StatusCode, "bad_request", "Not understood.", bad.Message),
            InvalidDataException => Problems.Create(400, "bad_request", "Not understood.", exception.Message),
            ArgumentException argument when argument.TargetSite?.DeclaringType?.Namespace?.StartsWith("KnowledgeBase.Engine", StringComparison.Ordinal) is true =>
                Problems.Create(400, "query_too_large", "The query is beyond the limits.", argument.Message),
            IOException => Problems.Create(507, "storage", "The disk refused.", exception.Message),
            _ => null,
        };
        if (problem is null)
            return false;
        await problem.ExecuteAsync(httpContext).ConfigureAwait(false);
        return true;
    }
}
