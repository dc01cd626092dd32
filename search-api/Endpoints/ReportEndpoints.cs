using KnowledgeBase.SearchApi.Contracts;
using KnowledgeBase.SearchApi.Searching;
using KnowledgeBase.Store.RawFiles;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Endpoints;

/// <summary>Reports whole, as they were before cleaning, handed in and taken away.</summary>
internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reports", List).WithName("reports").WithSummary("Reports that have a matching passage.")
            .ProducesProblem(400).WithParameters(Parameters.Search);
        api.MapGet("/reports/{id}", Find).WithName("report").WithSummary("One report with its sections, passages and the evidence for its fields.")
            .ProducesProblem(404);
        api.MapGet("/reports/{id}/original", Original).WithName("original").WithSummary("The raw text, and what cleaning takes out of it; ?download=true gives the raw file.")
            .ProducesProblem(400).ProducesProblem(404).WithParameters([Parameters.Download]);
        api.MapPost("/reports", HandIn).WithName("hand-in").WithSummary("Takes over a raw file: multipart/form-data with one or more files.")
            .Accepts<IFormFileCollection>("multipart/form-data").ProducesProblem(400).ProducesProblem(413).ProducesProblem(507).DisableAntiforgery();
        api.MapDelete("/reports/{id}", Delete).WithName("delete").WithSummary("Takes away a file that was handed in, with all its reports.")
            .ProducesProblem(404).ProducesProblem(409);
    }

    private static Results<Ok<Page<ReportSummary>>, ProblemHttpResult> List(HttpRequest request, ReportService reports)
    {
        var reader = new QueryReader(request.Query);
        var parameters = reader.Search();
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(reports.List(parameters, request.HttpContext.RequestAborted));
    }

    private static Results<Ok<ReportResponse>, ProblemHttpResult> Find(string id, ReportService reports) =>
        reports.Find(id) is { } report ? TypedResults.Ok(report) : Problems.NotFound("report", id);

    private static async Task<Results<Ok<OriginalResponse>, FileContentHttpResult, ProblemHttpResult>> Original(
        string id, HttpRequest request, ReportService reports)
    {
        var reader = new QueryReader(request.Query);
        var download = reader.Choice("download", "true", "false") == "true";
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        if (reports.FilesOf(id) is null)
            return Problems.NotFound("report", id);
        if (download)
        {
            return await reports.RawAsync(id, request.HttpContext.RequestAborted) is var (place, bytes)
                ? TypedResults.File(bytes, "application/octet-stream", Path.GetFileName(place))
                : Gone(id);
        }

        return await reports.OriginalAsync(id, request.HttpContext.RequestAborted) is { } original ? TypedResults.Ok(original) : Gone(id);
    }

    private static async Task<Results<Accepted<IReadOnlyList<AcceptedResponse>>, ProblemHttpResult>> HandIn(HttpRequest request, UploadFolder uploads)
    {
        if (!request.HasFormContentType)
            return Problems.Create(400, "no_file", "No file.", "send one or more files as multipart/form-data");
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form.Files.Count == 0)
            return Problems.Create(400, "no_file", "No file.", "the form holds no file");
        var accepted = new List<AcceptedResponse>();
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            accepted.Add(new AcceptedResponse(await uploads.KeepAsync(file.FileName, content, request.HttpContext.RequestAborted), "accepted"));
        }

        return TypedResults.Accepted("/api/v1/tasks", (IReadOnlyList<AcceptedResponse>)accepted);
    }

    private static Results<Ok<DeletedResponse>, ProblemHttpResult> Delete(string id, ReportService reports, UploadFolder uploads)
    {
        if (reports.FilesOf(id) is not { } files)
            return Problems.NotFound("report", id);
        if (files.FirstOrDefault(file => !UploadFolder.IsUpload(file.SourcePath)) is { } raw)
        {
            return Problems.Create(409, "corpus_is_read_only", "Not deleted.",
                $"the report comes from '{raw.SourcePath}', and the corpus is never written; remove the file from the folder and the report goes");
        }

        foreach (var file in files)
            uploads.Remove(file.SourcePath);
        return TypedResults.Ok(new DeletedResponse([.. files.SelectMany(file => file.Reports).Distinct(StringComparer.Ordinal)]));
    }

    private static ProblemHttpResult Gone(string id) => Problems.Create(
        404, "original_gone", "Not found.", $"the raw file of report '{id}' is no longer where it was; the index will follow");
}
