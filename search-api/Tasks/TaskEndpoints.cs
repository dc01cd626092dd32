using System.Globalization;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Files;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Tasks;

/// <summary>What the indexer does, and the request to read a file again.</summary>
internal static class TaskEndpoints
{
    private const int MaxTasks = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tasks", List).Needs(Scopes.Read).WithName("tasks").WithSummary("Progress, and the newest tasks first.")
            .ProducesProblem(400).WithParameters(Parameters.Paging(MaxTasks));
        api.MapGet("/tasks/{id}", Find).Needs(Scopes.Read).WithName("task")
            .WithSummary("One task; finished ones are forgotten after a while.")
            .ProducesProblem(404);
        api.MapPost("/tasks", Retry).Needs(Scopes.Ingest).WithName("retry").WithSummary("Reads a known file again, whatever its state.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503).WithParameters([Parameters.SourcePath]);
    }

    private static Results<Ok<TaskListResponse>, ProblemHttpResult> List(HttpRequest request, TaskService tasks)
    {
        var reader = new QueryReader(request.Query);
        var paging = reader.Paging(20, MaxTasks);
        return reader.Errors() is { } errors ? Problems.InvalidParameters(errors) : TypedResults.Ok(tasks.List(paging));
    }

    private static Results<Ok<TaskResponse>, ProblemHttpResult> Find(string id, TaskService tasks) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) && tasks.Find(uid) is { } task
            ? TypedResults.Ok(task)
            : Problems.NotFound("task", id);

    private static async Task<Results<Accepted<AcceptedFile>, ProblemHttpResult>> Retry(HttpRequest request, FileService files)
    {
        var reader = new QueryReader(request.Query);
        var sourcePath = reader.Text("sourcePath");
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return await files.RetryAsync(sourcePath, request.HttpContext.RequestAborted) switch
        {
            RetryResult.Accepted(var file) => TypedResults.Accepted($"/api/v1/tasks/{file.TaskUid}", file),
            RetryResult.NoWorker => Problems.Create(
                503, "no_indexer", "Nothing reads files here.", "this process only searches; the indexer runs in another one"),
            _ => Problems.NotFound("file", sourcePath),
        };
    }
}
