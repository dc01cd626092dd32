using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Units;

/// <summary>One unit through the years.</summary>
internal static class UnitEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/units/{name}", Find).Needs(Scopes.Search).WithName("unit")
            .WithSummary("All reports of a unit by year, which of its problems stayed, came or went, "
                + "and how many units of its type name them.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503)
            .WithParameters([.. Parameters.Filters, Parameters.ReportId, .. Parameters.Paging(SearchParameters.MaxHitsPerPage)]);
    }

    private static Results<Ok<UnitResponse>, ProblemHttpResult> Find(string name, HttpRequest request, UnitService units)
    {
        var reader = new QueryReader(request.Query);
        var (parameters, paging) = (reader.FiltersOfReports(), reader.Paging(50, SearchParameters.MaxHitsPerPage));
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return units.Find(name, parameters, paging) is { } unit ? TypedResults.Ok(unit) : Problems.NotFound("unit", name);
    }
}
