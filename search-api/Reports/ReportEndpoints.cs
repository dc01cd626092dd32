using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Reports;

/// <summary>Reports in lists, whole, and as they were before cleaning.</summary>
internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reports", List).Needs(Scopes.Search).WithName("reports").WithSummary("Reports that have a matching passage.")
            .ProducesProblem(400).WithParameters(Parameters.Search);
        api.MapGet("/reports/{id}", Find).Needs(Scopes.Read).AddEndpointFilter<EntityTagFilter>().WithName("report")
            .WithSummary("One report with its sections, passages and the evidence for its fields.")
            .ProducesProblem(404);
        api.MapGet("/reports/{id}/original", Original).Needs(Scopes.Read).WithName("original")
            .WithSummary("The raw text, and what cleaning takes out of it; ?download=true gives the raw file.")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).WithParameters([Parameters.Download]);
        api.MapPost("/reports/{id}/cleaning", Clean).Needs(Scopes.Correct).WithName("decide-cleaning")
            .WithSummary("Decides about words of a report's file: which go, which stay. The file is read again, and it holds from then on.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(415);
    }

    private static async Task<Results<Ok<CleaningOutcome.Decided>, ProblemHttpResult>> Clean(
        string id, CleaningDecision decision, CleaningService cleaning, CancellationToken cancel)
    {
        try
        {
            return await cleaning.DecideAsync(id, decision, cancel) switch
            {
                CleaningOutcome.Refused(var field, var message) =>
                    Problems.InvalidParameter(field, message),
                var decided => TypedResults.Ok((CleaningOutcome.Decided)decided),
            };
        }
        catch (KeyNotFoundException)
        {
            return Problems.NotFound("report", id);
        }
    }

    private static Results<Ok<ListResponse<ReportSummary>>, ProblemHttpResult> List(HttpRequest request, ReportService reports)
    {
        var reader = new QueryReader(request.Query);
        var parameters = reader.Search();
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(reports.List(parameters, request.HttpContext.RequestAborted));
    }

    private static Results<Ok<ReportResponse>, ProblemHttpResult> Find(string id, HttpRequest request, ReportService reports) =>
        reports.Find(id, SeesNumbers(request)) is { } report ? TypedResults.Ok(report) : Problems.NotFound("report", id);

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
            if (await reports.RawAsync(id, SeesNumbers(request), request.HttpContext.RequestAborted) is not var (name, bytes))
                return Gone(id);
            return bytes is null
                ? Problems.Create(
                    403,
                    "personal_numbers",
                    "Not without the scope pii.",
                    "the file holds personal numbers, and its format does not let them be masked in place",
                    "文件里有个人号码，又是不能就地遮盖的格式；要有 pii 权限才能下载")
                : TypedResults.File(bytes, "application/octet-stream", name);
        }

        return await reports.OriginalAsync(id, SeesNumbers(request), request.HttpContext.RequestAborted) is { } original
            ? TypedResults.Ok(original)
            : Gone(id);
    }

    private static bool SeesNumbers(HttpRequest request) => Caller.Of(request.HttpContext).May(Scopes.Pii);

    private static ProblemHttpResult Gone(string id) => Problems.Create(
        404, "original_gone", "Not found.", $"the raw file of report '{id}' is no longer where it was; the index will follow");
}
