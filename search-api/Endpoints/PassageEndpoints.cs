using KnowledgeBase.SearchApi.Contracts;
using KnowledgeBase.SearchApi.Searching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Endpoints;

/// <summary>Single passages and what is like them.</summary>
internal static class PassageEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/passages/{id}", Find).WithName("passage").WithSummary("One passage.").ProducesProblem(404);
        api.MapGet("/passages/{id}/similar", Similar).WithName("similar").WithSummary("Passages of other reports that say something alike.")
            .ProducesProblem(400).ProducesProblem(404).WithParameters([Parameters.Limit(50)]);
    }

    private static Results<Ok<SearchHit>, ProblemHttpResult> Find(string id, ReportService reports) =>
        reports.FindPassage(id) is { } passage ? TypedResults.Ok(passage) : Problems.NotFound("passage", id);

    private static Results<Ok<IReadOnlyList<SearchHit>>, ProblemHttpResult> Similar(string id, HttpRequest request, ReportService reports)
    {
        var reader = new QueryReader(request.Query);
        var limit = reader.Number("limit", 10, 1, 50);
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return reports.Similar(id, limit, request.HttpContext.RequestAborted) is { } hits
            ? TypedResults.Ok(hits)
            : Problems.NotFound("passage", id);
    }
}
