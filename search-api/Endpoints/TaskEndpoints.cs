using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Tasks;
using KnowledgeBase.SearchApi.Contracts;
using KnowledgeBase.SearchApi.Searching;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Endpoints;

/// <summary>What the indexer does, what it could not do, and figures.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tasks", (OverviewService overview) => TypedResults.Ok(overview.Tasks()))
            .WithName("tasks").WithSummary("Progress, the newest tasks, and the files without a report.");
        api.MapPost("/tasks", Retry).WithName("retry").WithSummary("Looks at a known file again, whatever its state.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503).WithParameters([Parameters.Place]);
        api.MapGet("/stats", (OverviewService overview, CancellationToken cancel) => TypedResults.Ok(overview.Stats(cancel)))
            .WithName("stats").WithSummary("How much there is, by field.");
    }

    private static async Task<Results<Accepted<AcceptedResponse>, ProblemHttpResult>> Retry(HttpRequest request, IFileCatalog catalog, IWorkQueue queue)
    {
        var reader = new QueryReader(request.Query);
        var place = reader.Text("place");
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        if (catalog.At(place) is null)
            return Problems.NotFound("file", place);
        if (!queue.HasWorker)
            return Problems.Create(503, "no_indexer", "Nothing reads files here.", "this process only searches; the indexer runs in another one");
        await queue.EnqueueAsync(place, force: true, request.HttpContext.RequestAborted);
        return TypedResults.Accepted("/api/v1/tasks", new AcceptedResponse(place, "enqueued"));
    }
}
