using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.ProblemLinks;

/// <summary>Problem, cause and measure side by side.</summary>
internal static class ProblemLinkEndpoints
{
    /// <summary>The three lists are held in memory, because each of them names every problem.</summary>
    private const int MostExported = 5_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/links", List).Needs(Scopes.Search).WithName("links")
            .WithSummary("Each problem with its cause and measure from the same report, and why; null where nothing belongs to it.")
            .WithDescription("With format docx or xlsx as three lists (问题清单, 原因清单, 措施清单), with csv or jsonl as one table; "
                + "at most 5,000 problems.")
            .Produces<ListResponse<ProblemLink>>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(503)
            .WithParameters(
            [
                .. Parameters.Filters, Parameters.ReportId, Parameters.Problem,
                .. Parameters.Paging(SearchParameters.MaxHitsPerPage), Parameters.Format,
            ]);
    }

    private static IResult List(HttpRequest request, ProblemLinkService links)
    {
        var reader = new QueryReader(request.Query);
        var (parameters, group, paging) =
            (reader.FiltersOfReports(), reader.Text("problem", 100), reader.Paging(20, SearchParameters.MaxHitsPerPage));
        var format = ExportFormats.Read(reader, request);
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        var id = group.Length == 0 ? null : group;
        if (links.List(parameters, id, paging) is not { } list)
            return Problems.NotFound("problem", group);
        return format is null
            ? TypedResults.Ok(list)
            : TableExports.Write(format, "三张清单", ThreeLists.Of([.. links.All(parameters, id, MostExported)], format));
    }
}
