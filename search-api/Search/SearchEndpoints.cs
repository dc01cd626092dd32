using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>What helps to search: values of facets, headings, suggestions.</summary>
internal static class SearchEndpoints
{
    private const int MaxValues = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/facets/{name}", FacetValues).Needs(Scopes.Search).WithName("facet")
            .WithSummary("The values of one facet with their counts.")
            .ProducesProblem(400).ProducesProblem(404)
            .WithParameters([.. Parameters.Filters, Parameters.Q("only values that hold this text"), .. Parameters.Paging(MaxValues)]);
    }

    private static Results<Ok<ListResponse<ValueCount>>,
        ProblemHttpResult> FacetValues(string name, HttpRequest request, FacetService facets)
    {
        if (!Facets.All.Contains(name))
            return Problems.NotFound("facet", name);
        var reader = new QueryReader(request.Query);
        var (parameters, typed, paging) = (reader.Filters(), reader.Text("q"), reader.Paging(100, MaxValues));
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(facets.Values(name, parameters, typed, withUnknown: true, paging, request.HttpContext.RequestAborted));
    }
}
