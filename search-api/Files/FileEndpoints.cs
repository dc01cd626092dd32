using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Files;

/// <summary>Raw files: listed, uploaded, deleted.</summary>
internal static class FileEndpoints
{
    private const int LongestReason = 200;
    private const int MaxFiles = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/files", List).Needs(Scopes.Read).WithName("files").WithSummary("Raw files and what became of them, by source path.")
            .ProducesProblem(400).WithParameters([Parameters.Status, Parameters.Suspected, .. Parameters.Paging(MaxFiles)]);
        api.MapPost("/reports", Upload).Needs(Scopes.Ingest).WithName("upload")
            .WithSummary("Uploads raw files: multipart/form-data with one or more files.")
            .WithFormOfFiles().ProducesProblem(400).ProducesProblem(413).ProducesProblem(415)
            .ProducesProblem(507).DisableAntiforgery();
        api.MapDelete("/reports/{id}", Delete).Needs(Scopes.Admin).WithName("delete")
            .WithSummary("Takes a file down with all its reports: an upload is deleted, a file of the corpus refused from now on.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).WithParameters([Parameters.Reason]);
    }

    private static Results<Ok<ListResponse<FileResponse>>, ProblemHttpResult> List(HttpRequest request, FileService files)
    {
        var reader = new QueryReader(request.Query);
        var states = reader.Many("status", State, "one of " + string.Join(", ", QueryReader.FileStates));
        var suspected = reader.Choice("suspected", "true", "false");
        var paging = reader.Paging(20, MaxFiles);
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(files.List(states, containing: null, paging, suspected is null ? null : suspected == "true"));
    }

    private static IEnumerable<FileStatus>? State(string value) => FileService.StateOf(value) is { } state ? [state] : null;

    private static async Task<Results<Accepted<ListResponse<AcceptedFile>>,
        ProblemHttpResult>> Upload(HttpRequest request, FileService files)
    {
        var form = await FormReader.ReadAsync(request);
        if (form.Files.Count == 0)
            return Problems.Create(400, "no_file", "No file.", "the form holds no file");
        var accepted = new List<AcceptedFile>();
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            accepted.Add(await files.UploadAsync(file.FileName, content, request.HttpContext.RequestAborted));
        }

        return TypedResults.Accepted(
            "/api/v1/tasks", ListResponse.Of<AcceptedFile>(accepted, accepted.Count, new Paging(1, accepted.Count)));
    }

    private static async Task<Results<Ok<DeletedResponse>, ProblemHttpResult>> Delete(
        string id, HttpRequest request, ReportService reports, FileService files)
    {
        var reader = new QueryReader(request.Query);
        var reason = reader.Text("reason", LongestReason);
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        if (reports.FilesOf(id) is not { } holders)
            return Problems.NotFound("report", id);
        return await files.TakeDownAsync(holders, reason, request.HttpContext.RequestAborted) is { } raw
            ? Problems.Create(
                409,
                "corpus_is_read_only",
                "Not deleted.",
                $"the report comes from '{PersonalNumbers.Masked(raw.SourcePath)}', and the corpus is never written; remove the file "
                    + "from the folder and the report goes, or send a reason (?reason=) and the file is not indexed any more",
                "报告来自材料文件夹，程序从不改动它；可把文件移走，或附上理由（?reason=），以后不再收进来")
            : TypedResults.Ok(new DeletedResponse([.. holders.SelectMany(file => file.Reports).Distinct(StringComparer.Ordinal)]));
    }
}
