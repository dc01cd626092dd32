using System.Text.Json;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.SearchRequests;

/// <summary>Searches by address, by JSON and several at once, and how a line is understood.</summary>
internal static class SearchRequestEndpoints
{
    private const int MostQueries = 20;

    /// <summary>2,000 characters, each as an escape, and all other parameters.</summary>
    private const int LargestBody = 1 << 18;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/search", Search).Needs(Scopes.Search).WithName("search").WithSummary("Passages that match, best first.")
            .WithDescription("With format (or Accept) csv, jsonl, md, docx or xlsx the whole result as a file.")
            .Produces<SearchResponse>().ProducesProblem(400).WithParameters(Parameters.Search);
        api.MapPost("/search", SearchByJson).Needs(Scopes.Search).WithName("search-by-json")
            .WithSummary("The same, with the parameters as a JSON object.")
            .WithDescription("Every parameter of GET /search is a property; a list of values is an array.")
            .Accepts<JsonElement>("application/json").Produces<SearchResponse>()
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);
        api.MapPost("/multi-search", MultiSearch).Needs(Scopes.Search).WithName("multi-search").WithSummary("Up to 20 searches at once.")
            .WithDescription("""A JSON object {"queries": [...]}, each as POST /search takes it; results stand in their order.""")
            .Accepts<JsonElement>("application/json").Produces<MultiSearchResponse>()
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415);
        api.MapGet("/analyze", Analyze).Needs(Scopes.Search).WithName("analyze")
            .WithSummary("How a query line is understood: words, other wordings, filters.")
            .ProducesProblem(400).WithParameters([Parameters.Q("the query line")]);
    }

    private static IResult Search(HttpRequest request, SearchService search, NumberReveal reveal, IOptions<JsonOptions> json) =>
        Answer(request.Query, request, search, reveal, json.Value);

    private static async Task<IResult> SearchByJson(
        HttpRequest request, SearchService search, NumberReveal reveal, IOptions<JsonOptions> json)
    {
        var (body, problem) = await ReadAsync(request);
        if (body is null)
            return problem!;
        using (body)
        {
            return JsonParameters.Read(body.RootElement) is ({ } parameters, _)
                ? Answer(parameters, request, search, reveal, json.Value)
                : Problems.BadRequest(JsonParameters.Read(body.RootElement).Error!);
        }
    }

    private static async Task<IResult> MultiSearch(HttpRequest request, SearchService search, NumberReveal reveal)
    {
        var (body, problem) = await ReadAsync(request);
        if (body is null)
            return problem!;
        using (body)
        {
            if (body.RootElement.ValueKind != JsonValueKind.Object
                || !body.RootElement.TryGetProperty("queries", out var queries)
                || queries.ValueKind != JsonValueKind.Array
                || queries.GetArrayLength() is 0 or > MostQueries)
                return Problems.BadRequest($"the body is not {{\"queries\": [...]}} with 1 to {MostQueries} searches");
            var results = new List<SearchResponse>();
            foreach (var query in queries.EnumerateArray())
            {
                var (parameters, error) = JsonParameters.Read(query);
                if (parameters is null)
                    return Problems.BadRequest($"search {results.Count + 1}: {error}");
                var reader = new QueryReader(parameters);
                var read = reader.Search();
                if (reader.Problem() is { } wrong)
                    return wrong;
                results.Add(reveal.For(request.HttpContext, search.Search(read, request.HttpContext.RequestAborted)));
            }

            return TypedResults.Ok(new MultiSearchResponse(results));
        }
    }

    private static Results<Ok<AnalyzeResponse>, ProblemHttpResult> Analyze(HttpRequest request, SearchService search)
    {
        var reader = new QueryReader(request.Query);
        var line = reader.Line();
        return reader.Problem() is { } problem ? problem : TypedResults.Ok(search.Analyze(line));
    }

    private static IResult Answer(IQueryCollection query, HttpRequest request, SearchService search, NumberReveal reveal, JsonOptions json)
    {
        var reader = new QueryReader(query);
        var parameters = reader.Search();
        var format = ExportFormats.Read(reader, request);
        if (reader.Problem() is { } problem)
            return problem;
        if (format is not null and not "json")
        {
            var all = search.All(parameters, ExportFormats.MostHits, request.HttpContext.RequestAborted);
            return ExportFormats.Write(format, reveal.For(request.HttpContext, all));
        }

        var response = reveal.For(request.HttpContext, search.Search(parameters, request.HttpContext.RequestAborted));
        return parameters.AttributesToRetrieve is { } names
            ? TypedResults.Json(HitAttributes.Select(response, names, json))
            : TypedResults.Ok(response);
    }

    private static async Task<(JsonDocument? Body, ProblemHttpResult? Problem)> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return (null,
                Problems.Create(
                    415, "unsupported_media_type", "Not JSON.", "send the parameters as application/json", "请用 application/json 发送参数"));
        if (request.ContentLength > LargestBody)
            return (null,
                Problems.Create(413, "too_large", "Too large.", $"the body is larger than {LargestBody} bytes", $"请求体超过 {LargestBody} 字节"));
        try
        {
            using var limited = new MemoryStream();
            var buffer = new byte[1 << 14];
            for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
            {
                limited.Write(buffer, 0, read);
                if (limited.Length > LargestBody)
                    return (null,
                        Problems.Create(
                            413, "too_large", "Too large.", $"the body is larger than {LargestBody} bytes", $"请求体超过 {LargestBody} 字节"));
            }

            limited.Position = 0;
            return (await JsonDocument.ParseAsync(limited), null);
        }
        catch (JsonException e)
        {
            return (null, Problems.BadRequest($"the body is not JSON: {e.Message}"));
        }
    }
}
