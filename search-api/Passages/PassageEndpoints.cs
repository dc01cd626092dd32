using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Passages;

/// <summary>Single passages and what is like them.</summary>
internal static class PassageEndpoints
{
    private const int MaxSimilar = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/passages/{id}", Find).Needs(Scopes.Read).AddEndpointFilter<EntityTagFilter>()
            .WithName("passage").WithSummary("One passage.").ProducesProblem(404);
        api.MapGet("/passages/{id}/similar", Similar).Needs(Scopes.Search).WithName("similar")
            .WithSummary("Passages of other reports that say something alike.")
            .ProducesProblem(400).ProducesProblem(404).WithParameters([Parameters.HitsPerPage(MaxSimilar)]);
    }

    private static Results<Ok<SearchHit>, ProblemHttpResult> Find(string id, PassageService passages) =>
        passages.Find(id) is { } passage ? TypedResults.Ok(passage) : Problems.NotFound("passage", id);

    private static Results<Ok<ListResponse<SearchHit>>, ProblemHttpResult> Similar(string id, HttpRequest request, PassageService passages)
    {
        var reader = new QueryReader(request.Query);
        var limit = reader.Number("hitsPerPage", 10, 1, MaxSimilar);
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return passages.Similar(id, limit, request.HttpContext.RequestAborted) is { } similar
            ? TypedResults.Ok(similar)
            : Problems.NotFound("passage", id);
    }
}
