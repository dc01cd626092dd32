using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace KnowledgeBase.SearchApi.Trends;

/// <summary>Wordings through the years.</summary>
internal static class TrendEndpoints
{
    private const int ShortestWording = 2;
    private const int LongestWording = 60;

    private static readonly OpenApiParameter[] Of =
    [
        Parameters.Q("the wording, exact to the character", "主题教育"), .. Parameters.Filters, Parameters.ReportId,
        .. Parameters.Paging(SearchParameters.MaxHitsPerPage),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/trends", Trend).Needs(Scopes.Search).WithName("trends")
            .WithSummary("A wording through the years: one line a year, first, peak and last by unit type.")
            .Produces<TrendResponse>().ProducesProblem(400).ProducesProblem(503).WithParameters([.. Of, Parameters.Format]);
        api.MapGet("/trends/passages", Passages).Needs(Scopes.Search).WithName("trend-passages")
            .WithSummary("The passages whose text has a wording.")
            .ProducesProblem(400).ProducesProblem(503).WithParameters([.. Of, Parameters.CollapseByReportOrUnit]);
        api.MapPost("/trends/retired", Retired).Needs(Scopes.Search).WithName("retired-wordings")
            .WithSummary("Wordings of a draft that reports wrote once and write no longer, and what the same units write now.")
            .ProducesProblem(400).ProducesProblem(415).ProducesProblem(503)
            .WithBodyExample("""{"text":"扎实推进精准扶贫各项工作。"}""")
            .WithParameters([.. Parameters.Filters, Parameters.ReportId, .. Parameters.Paging(SearchParameters.MaxHitsPerPage)]);
    }

    private static IResult Trend(HttpRequest request, TrendService trends, CancellationToken cancel)
    {
        var reader = new QueryReader(request.Query);
        var (filters, wording) = (reader.FiltersOfReports(), reader.Text("q").Trim());
        var paging = reader.Paging(100, SearchParameters.MaxHitsPerPage);
        var format = ExportFormats.Read(reader, request);
        if (Errors(reader, wording) is { } errors)
            return Problems.InvalidParameters(errors);
        return format is null
            ? TypedResults.Ok(trends.Trend(wording, filters, paging, cancel))
            : TableExports.Write(format, "提法年轮", [trends.Table(wording, filters, cancel)]);
    }

    private static Results<Ok<ListResponse<TrendHit>>, ProblemHttpResult> Passages(
        HttpRequest request, TrendService trends, CancellationToken cancel)
    {
        var reader = new QueryReader(request.Query);
        var (filters, wording) = (reader.FiltersOfReports(), reader.Text("q").Trim());
        var paging = reader.Paging(20, SearchParameters.MaxHitsPerPage);
        var collapse = reader.Choice("collapse", "report", "unit", "none");
        if (Errors(reader, wording) is { } errors)
            return Problems.InvalidParameters(errors);
        return TypedResults.Ok(trends.Passages(wording, filters, collapse, paging, cancel));
    }

    private static Results<Ok<ListResponse<RetiredHit>>, ProblemHttpResult> Retired(
        HttpRequest http, RetiredRequest request, TrendService trends, CancellationToken cancel)
    {
        var reader = new QueryReader(http.Query);
        var (filters, paging) = (reader.FiltersOfReports(), reader.Paging(50, SearchParameters.MaxHitsPerPage));
        DraftText.Check(reader, request.Text);
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(trends.Retired(request.Text!, filters, paging, cancel));
    }

    private static IReadOnlyDictionary<string, string[]>? Errors(QueryReader reader, string wording)
    {
        reader.Require(wording.Length is >= ShortestWording and <= LongestWording, "q",
            $"is a wording of {ShortestWording} to {LongestWording} characters");
        return reader.Errors();
    }
}
