using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.Overlap;

/// <summary>The overlap check of a draft.</summary>
internal static class OverlapEndpoints
{
    private const int SetPhraseReports = 5;
    private const int MostReports = 20;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/overlap", Check).Needs(Scopes.Search).WithName("overlap")
            .WithSummary("What of a draft stands in the collection, sentence by sentence, and where; set phrases apart.")
            .WithDescription("Filters say which passages it is compared with; what is a set phrase is judged over all.")
            .Produces<OverlapResponse>().ProducesProblem(400).ProducesProblem(415).ProducesProblem(503)
            .WithBodyExample("""{"text":"集中学习多以读文件、念材料为主，讨论交流不够充分。","unit":"清河县审计局"}""")
            .WithParameters(
                [.. Parameters.Filters, Parameters.ReportId, .. Parameters.Paging(SearchParameters.MaxHitsPerPage), Parameters.Format]);

    private static IResult Check(HttpRequest http, OverlapRequest request, OverlapService overlap, CancellationToken cancel)
    {
        var reader = new QueryReader(http.Query);
        var (filters, paging) = (reader.FiltersOfReports(), reader.Paging(50, SearchParameters.MaxHitsPerPage));
        var format = ExportFormats.Read(reader, http);
        DraftText.Check(reader, request.Text);
        reader.Require(request.SetPhraseReports is null or (>= 2 and <= MostReports), "setPhraseReports",
            $"is not a whole number from 2 to {MostReports}");
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        var (text, least) = (request.Text!, request.SetPhraseReports ?? SetPhraseReports);
        var unit = string.IsNullOrWhiteSpace(request.Unit) ? null : request.Unit.Trim();
        return format is null
            ? TypedResults.Ok(overlap.Check(text, unit, least, filters, paging, cancel))
            : TableExports.Write(format, "查重", [overlap.Table(text, unit, least, filters, cancel)]);
    }
}
