using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Http;

/// <summary>Gives an endpoint's problem the reader's language.</summary>
public sealed class ProblemFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context).ConfigureAwait(false);
        var inner = result;
        while (inner is INestedHttpResult nested)
            inner = nested.Result;
        if (inner is ProblemHttpResult problem)
            Problems.Localize(problem.ProblemDetails, context.HttpContext.Request);
        return result;
    }
}
