using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Http;

/// <summary>An answer with a tag of its content: who has it already gets 304 without a body.</summary>
public sealed class EntityTagFilter(IOptions<JsonOptions> json) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context).ConfigureAwait(false);
        var inner = result;
        while (inner is INestedHttpResult nested)
            inner = nested.Result;
        if (inner is not IValueHttpResult { Value: { } value } || inner is not IStatusCodeHttpResult { StatusCode: 200 })
            return result;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json.Value.SerializerOptions);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
        context.HttpContext.Response.Headers.ETag = tag;
        context.HttpContext.Response.Headers.CacheControl = "no-cache";
        return context.HttpContext.Request.Headers.IfNoneMatch.Any(
            known => known is not null && (known == "*" || known.Contains(tag, StringComparison.Ordinal)))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }
}
