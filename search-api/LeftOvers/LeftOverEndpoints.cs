using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.LeftOvers;

/// <summary>The left-over check of a draft.</summary>
internal static class LeftOverEndpoints
{
    private const int LongestUnit = 60;
    private const int FirstYear = 1949;
    private const int LastYear = 2100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/leftovers", Check).Needs(Scopes.Search).WithName("leftovers")
            .WithSummary("What a draft still has of other reports: units, places, titles, years, and where they come from.")
            .WithDescription("Filters, without reportId, say among which passages sources are looked for.")
            .Produces<ListResponse<LeftOverHit>>().ProducesProblem(400).ProducesProblem(415).ProducesProblem(503)
            .WithBodyExample("""{"text":"2022年，我县审计局完成项目三十个。","unit":"云岭区审计局","year":2023}""")
            .WithParameters([.. Parameters.Filters, .. Parameters.Paging(SearchParameters.MaxHitsPerPage), Parameters.Format]);

    private static IResult Check(HttpRequest http, LeftOverRequest request, LeftOverService leftOvers, CancellationToken cancel)
    {
        var reader = new QueryReader(http.Query);
        var (filters, paging) = (reader.Filters(), reader.Paging(50, SearchParameters.MaxHitsPerPage));
        var format = ExportFormats.Read(reader, http);
        DraftText.Check(reader, request.Text);
        reader.Require(request.Unit?.Trim().Length is >= 2 and <= LongestUnit, "unit",
            $"is the name of the draft's unit, 2 to {LongestUnit} characters");
        reader.Require(request.Year is >= FirstYear and <= LastYear, "year",
            $"is the year that the draft is about, from {FirstYear} to {LastYear}");
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        var (text, unit, year) = (request.Text!, request.Unit!.Trim(), request.Year!.Value);
        return format is null
            ? TypedResults.Ok(leftOvers.Check(text, unit, year, filters, paging, cancel))
            : TableExports.Write(format, "换壳检查", [leftOvers.Table(text, unit, year, filters, cancel)]);
    }
}
