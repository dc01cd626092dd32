using System.Text.Json;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Monitoring;
using KnowledgeBase.SearchApi.Positions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Hosting;

/// <summary>What holds for every address: HEAD, compression, and problems instead of empty answers.</summary>
public static class HttpConventions
{
    /// <summary>Longer than any search with a line of 2,000 characters and many filters.</summary>
    private const int LongestAddress = 30_000;

    /// <summary>To stand before routing, which goes by the method.</summary>
    public static void UseHttpConventions(this WebApplication app)
    {
        app.Use(RequestTrace.InvokeAsync);
        app.UseResponseCompression();
        app.Use(async (context, next) =>
        {
            // The server knows that it was a HEAD and sends no body.
            if (HttpMethods.IsHead(context.Request.Method))
                context.Request.Method = HttpMethods.Get;
            if ((context.Request.QueryString.Value?.Length ?? 0) <= LongestAddress)
            {
                await next(context).ConfigureAwait(false);
                return;
            }

            await Problems.WriteAsync(
                context,
                Problems.Create(414, "uri_too_long", "The address is too long.",
                    "send the parameters as JSON: POST /api/v1/search", "请改用 POST /api/v1/search，以 JSON 发送参数"))
                .ConfigureAwait(false);
        });
        app.UsePositions();
    }

    /// <summary>An address of the API that exists with another method is a 405, with another media type a 415, any other a 404.</summary>
    internal static ProblemHttpResult Unknown(HttpContext context, IEnumerable<EndpointDataSource> sources)
    {
        var methods = sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not null && IsAt(endpoint, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (methods.Count == 0)
            return Problems.NotFound("address", context.Request.Path);

        // Routing passes over an endpoint that does not accept the body's type.
        if (methods.Contains(context.Request.Method))
        {
            return Problems.Create(
                415, "unsupported_media_type", "Not this media type.", $"'{context.Request.ContentType}' is not what this address takes",
                "这个地址不收这种格式的请求体");
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        return Problems.Create(
            405, "method_not_allowed", "Not with this method.",
                $"this address takes {string.Join(", ", methods)}", $"这个地址支持 {string.Join('、', methods)}");
    }

    private static bool IsAt(RouteEndpoint endpoint, PathString path) =>
        new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}

/// <summary>A request under a foreign host name gets a problem like every other one. Stands around the host filter.</summary>
internal sealed class ForeignHostFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, behind) =>
        {
            await behind(context).ConfigureAwait(false);
            if (context.Response is { StatusCode: 400, HasStarted: false, ContentLength: null or 0 } && context.GetEndpoint() is null)
            {
                await Problems.WriteAsync(
                    context,
                    Problems.Create(
                        400, "foreign_host", "Unknown host name.", $"'{context.Request.Host}' is not among AllowedHosts",
                            $"「{context.Request.Host}」不在 AllowedHosts 里"))
                    .ConfigureAwait(false);
            }
        });
        next(app);
    };
}

/// <summary>
/// Searches once before the server listens, so that the first person who searches does not wait for it, and finds out behind it which
/// passages say the same; <c>/readyz</c> waits for both.
/// </summary>
internal sealed class WarmUpService(Search.SearchService search, IOptions<JsonOptions> json) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Try(Answer);
        Task.Run(Prepare, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Prepare()
    {
        Try(search.PrepareFolding);

        // Once more, since answers are folded from now on.
        Try(Answer);
        search.IsWarm = true;
    }

    private void Answer()
    {
        foreach (var answer in search.WarmUp())
            JsonSerializer.SerializeToUtf8Bytes(answer, json.Value.SerializerOptions);
    }

    /// <summary>What is wrong with the index is said by the readiness probe and by every search; or the host ended meanwhile.</summary>
    private static void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is Engine.IndexException or ObjectDisposedException)
        {
            return;
        }
    }
}
