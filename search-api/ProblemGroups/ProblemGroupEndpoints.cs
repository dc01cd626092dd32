using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.ProblemGroups;

/// <summary>The problem ledger.</summary>
internal static class ProblemGroupEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/problems", List).Needs(Scopes.Search).WithName("problems")
            .WithSummary("What reports name under 存在问题, grouped by what it says; those of most reports first.")
            .WithDescription("With format (or Accept) csv, jsonl, md, docx or xlsx all items, group by group, as a file.")
            .Produces<ListResponse<ProblemSummary>>().ProducesProblem(400).ProducesProblem(503)
            .WithParameters(
            [
                .. Parameters.Filters, Parameters.ReportId, Parameters.Q("only groups of which a wording holds this text"),
                .. Parameters.Paging(SearchParameters.MaxHitsPerPage), Parameters.Format,
            ]);
        api.MapGet("/problems/{id}", Find).Needs(Scopes.Search).WithName("problem")
            .WithSummary("One group: counts by unit type and year, trend, most different wordings.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503).WithParameters([.. Parameters.Filters, Parameters.ReportId]);
        api.MapGet("/problems/{id}/items", Items).Needs(Scopes.Search).WithName("problem-items")
            .WithSummary("The items of a group, exactly as reports have them.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(503)
            .WithParameters(
            [
                .. Parameters.Filters, Parameters.ReportId, Parameters.CollapseByReportOrUnit,
                .. Parameters.Paging(SearchParameters.MaxHitsPerPage),
            ]);
    }

    private static IResult List(HttpRequest request, ProblemGroupService problems)
    {
        var reader = new QueryReader(request.Query);
        var (parameters, text, paging) = (reader.FiltersOfReports(), reader.Text("q"), reader.Paging(20, SearchParameters.MaxHitsPerPage));
        var format = ExportFormats.Read(reader, request);
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return format is null
            ? TypedResults.Ok(problems.List(parameters, text, paging))
            : TableExports.Write(format, "问题账本", [ProblemSheet.Of(problems.All(parameters, ExportFormats.MostHits))]);
    }

    private static Results<Ok<ProblemResponse>, ProblemHttpResult> Find(string id, HttpRequest request, ProblemGroupService problems)
    {
        var reader = new QueryReader(request.Query);
        var parameters = reader.FiltersOfReports();
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return problems.Find(id, parameters) is { } group ? TypedResults.Ok(group) : Problems.NotFound("problem", id);
    }

    private static Results<Ok<ListResponse<ProblemHit>>, ProblemHttpResult> Items(
        string id, HttpRequest request, ProblemGroupService problems)
    {
        var reader = new QueryReader(request.Query);
        var (parameters, collapse, paging) = (
            reader.FiltersOfReports(),
            reader.Choice("collapse", "report", "unit", "none"),
            reader.Paging(20, SearchParameters.MaxHitsPerPage));
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return problems.Items(id, parameters, collapse, paging) is { } items ? TypedResults.Ok(items) : Problems.NotFound("problem", id);
    }
}
