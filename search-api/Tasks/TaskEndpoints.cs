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

    /// <summary>In seconds; proxies mostly give up after sixty.</summary>
    private const int LongestWait = 30;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tasks", List).Needs(Scopes.Read).WithName("tasks").WithSummary("Progress, and the newest tasks first.")
            .ProducesProblem(400).WithParameters(Parameters.Paging(MaxTasks));
        api.MapGet("/tasks/{id}", Find).Needs(Scopes.Read).WithName("task")
            .WithSummary("One task, at once or when it is finished; finished ones are forgotten after a while.")
            .ProducesProblem(400).ProducesProblem(404).WithParameters([Parameters.Wait(LongestWait)]);
        api.MapDelete("/tasks/{id}", Cancel).Needs(Scopes.Ingest).WithName("cancel")
            .WithSummary("Takes back a task that still waits, with its uploaded file.").ProducesProblem(404).ProducesProblem(409);
        api.MapPost("/tasks", Retry).Needs(Scopes.Ingest).WithName("retry").WithSummary("Reads a known file again, whatever its state.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503).WithParameters([Parameters.SourcePath]);
    }

    private static Results<Ok<TaskListResponse>, ProblemHttpResult> List(HttpRequest request, TaskService tasks)
    {
        var reader = new QueryReader(request.Query);
        var paging = reader.Paging(20, MaxTasks);
        return reader.Errors() is { } errors ? Problems.InvalidParameters(errors) : TypedResults.Ok(tasks.List(paging));
    }

    private static async Task<Results<Ok<TaskResponse>, ProblemHttpResult>> Find(string id, HttpRequest request, TaskService tasks)
    {
        var reader = new QueryReader(request.Query);
        var wait = TimeSpan.FromSeconds(reader.Number("wait", 0, 1, LongestWait));
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return Number(id) is { } uid && await tasks.WaitAsync(uid, wait, request.HttpContext.RequestAborted) is { } task
            ? TypedResults.Ok(task)
            : Problems.NotFound("task", id);
    }

    private static Results<Ok<TaskResponse>, ProblemHttpResult> Cancel(string id, TaskService tasks)
    {
        if (Number(id) is not { } uid || tasks.Cancel(uid) is not { } task)
            return Problems.NotFound("task", id);
        return task.Status == TaskResponse.Canceled
            ? TypedResults.Ok(task)
            : Problems.Create(
                409, "task_not_cancelable", "Not cancelled.", $"the task is {task.Status}; only one that still waits can be taken back",
                "任务已经开始或结束，不能撤回");
    }

    private static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) ? uid : null;

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
