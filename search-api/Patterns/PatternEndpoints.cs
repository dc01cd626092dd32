using System.Globalization;
using KnowledgeBase.Lookups.Patterns;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace KnowledgeBase.SearchApi.Patterns;

/// <summary>Sentence patterns.</summary>
internal static class PatternEndpoints
{
    private const int Gap = 12;
    private const int LongestGap = 30;
    private const int LongestFiller = 100;

    private static readonly OpenApiParameter[] Of =
    [
        Parameters.Q("the pattern: * stands for some characters, ? for exactly one", "以*促*"), Parameters.PatternGap(LongestGap),
        Parameters.PatternEqual, Parameters.PatternPlace, Parameters.PatternFiller, .. Parameters.Filters, Parameters.ReportId,
        .. Parameters.Paging(SearchParameters.MaxHitsPerPage),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/patterns", Occurrences).Needs(Scopes.Search).WithName("patterns")
            .WithSummary("Occurrences of a sentence pattern, fillers marked apart and counted.")
            .Produces<PatternResponse>().ProducesProblem(400).ProducesProblem(503).WithParameters([.. Of, Parameters.Format]);
        api.MapGet("/patterns/fillings", Fillings).Needs(Scopes.Search).WithName("pattern-fillings")
            .WithSummary("The ways in which a pattern is filled, the most frequent first.")
            .ProducesProblem(400).ProducesProblem(503).WithParameters(Of);
    }

    private static IResult Occurrences(HttpRequest request, PatternService patterns, CancellationToken cancel)
    {
        var reader = new QueryReader(request.Query);
        var paging = reader.Paging(20, SearchParameters.MaxHitsPerPage);
        var format = ExportFormats.Read(reader, request);
        var (query, problem) = Read(reader);
        if (query is null)
            return problem!;
        return format is null
            ? TypedResults.Ok(patterns.Occurrences(query, paging, cancel))
            : TableExports.Write(format, "句式", [patterns.Table(query, cancel)]);
    }

    private static Results<Ok<ListResponse<FillingHit>>, ProblemHttpResult> Fillings(
        HttpRequest request, PatternService patterns, CancellationToken cancel)
    {
        var reader = new QueryReader(request.Query);
        var paging = reader.Paging(20, SearchParameters.MaxHitsPerPage);
        var (query, problem) = Read(reader);
        return query is null ? problem! : TypedResults.Ok(patterns.Fillings(query, paging, cancel));
    }

    private static (PatternQuery? Query, ProblemHttpResult? Problem) Read(QueryReader reader)
    {
        var (filters, text) = (reader.FiltersOfReports(), reader.Text("q"));
        var gap = reader.Number("gap", Gap, 1, LongestGap);
        var equal = reader.Choice("equal", "true", "false") == "true";
        var inHeadings = reader.Choice("in", "text", "headings") == "headings";
        var fillers = reader.Many("filler", Filler, "the number of a filler, a colon and its text, as 1:学");
        if (reader.Errors() is { } errors)
            return (null, Problems.InvalidParameters(errors));
        if (SentencePattern.Parse(text, gap, equal, out var error) is not { } pattern)
            return (null, Problems.InvalidParameter("q", error));
        if (fillers.Any(filler => filler.Number > pattern.FillerCount))
            return (null, Problems.InvalidParameter("filler", $"names one of {pattern.FillerCount} fillers"));
        return (new PatternQuery(text, pattern, gap, equal, inHeadings, fillers, filters), null);
    }

    private static IEnumerable<(int Number, string Text)>? Filler(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && value.Length <= LongestFiller
            && int.TryParse(value.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? [(number, value[(colon + 1)..])]
            : null;
    }
}
