using KnowledgeBase.Store.Records;
using KnowledgeBase.SearchApi.Contracts;
using KnowledgeBase.SearchApi.Searching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Endpoints;

/// <summary>Searching passages, and what helps to search.</summary>
internal static class SearchEndpoints
{
    private const int MaxValues = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/search", Search).WithName("search").WithSummary("Passages that match, best first.")
            .ProducesProblem(400).ProducesProblem(503).WithParameters(Parameters.Search);
        api.MapGet("/facets/{name}", FacetValues).WithName("facet").WithSummary("The values of one facet with their counts.")
            .ProducesProblem(400).ProducesProblem(404).WithParameters([.. Parameters.Filters, Parameters.Q("only values that hold this text"), Parameters.Limit(MaxValues)]);
        api.MapGet("/headings", Headings).WithName("headings").WithSummary("Headings that other writers chose, most frequent first.")
            .ProducesProblem(400).WithParameters([.. Parameters.Filters, Parameters.Q("only headings that hold this text"), Parameters.Limit(MaxValues)]);
        api.MapGet("/suggest", Suggest).WithName("suggest").WithSummary("Headings and units that hold what was typed so far.")
            .ProducesProblem(400).WithParameters([Parameters.Q("what was typed so far"), Parameters.Limit(50)]);
    }

    private static Results<Ok<SearchResponse>, ProblemHttpResult> Search(HttpRequest request, SearchService search)
    {
        var reader = new QueryReader(request.Query);
        var parameters = reader.Search();
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(search.Search(parameters, request.HttpContext.RequestAborted));
    }

    private static Results<Ok<FacetResponse>, ProblemHttpResult> FacetValues(string name, HttpRequest request, OverviewService overview)
    {
        if (!Facets.All.Contains(name))
            return Problems.NotFound("facet", name);
        var reader = new QueryReader(request.Query);
        var (parameters, typed, limit) = (reader.Filters(), reader.Text("q"), reader.Number("limit", 100, 1, MaxValues));
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(new FacetResponse(name, overview.Values(name, parameters, typed, limit, request.HttpContext.RequestAborted)));
    }

    private static Results<Ok<HeadingsResponse>, ProblemHttpResult> Headings(HttpRequest request, OverviewService overview)
    {
        var reader = new QueryReader(request.Query);
        var (parameters, typed, limit) = (reader.Filters(), reader.Text("q"), reader.Number("limit", 50, 1, MaxValues));
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(new HeadingsResponse(
                typed,
                [.. overview.Values(PassageSchema.Heading, parameters, typed, limit, request.HttpContext.RequestAborted)
                    .Where(heading => heading.Value != QueryLines.FieldValues.Unknown)]));
    }

    private static Results<Ok<SuggestResponse>, ProblemHttpResult> Suggest(HttpRequest request, OverviewService overview)
    {
        var reader = new QueryReader(request.Query);
        var (typed, limit) = (reader.Text("q", 100), reader.Number("limit", 10, 1, 50));
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return TypedResults.Ok(string.IsNullOrWhiteSpace(typed)
            ? new SuggestResponse(typed, [])
            : overview.Suggest(typed.Trim(), limit, request.HttpContext.RequestAborted));
    }
}
