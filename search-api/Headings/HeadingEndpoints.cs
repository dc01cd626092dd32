using System.Globalization;
using System.Text;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.OpenApi;

namespace KnowledgeBase.SearchApi.Headings;

/// <summary>Headings, sets of them, and outlines.</summary>
internal static class HeadingEndpoints
{
    private const int MaxPerPage = 1000;
    private const int LongestHeading = 200;
    private const int MostHeadingsOfSet = 100;

    private static readonly string[] FilterNames = ["section", "unitType", "unit", "year", "kind", "source", "topic", "reportId"];

    private static readonly IReadOnlyList<OpenApiParameter> Conditions =
    [
        .. Parameters.Filters,
        Parameters.ReportId,
        Parameters.Text("length", "characters without punctuation: 8, or 6..10", "8"),
        Parameters.Text("parts", "characters of the parts between punctuation: 6+6", "6+6"),
        Parameters.Text("pattern", "with * for one or more characters; without * a part of the heading", "聚焦*"),
    ];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/headings", Headings).Needs(Scopes.Search)
            .WithName("headings").WithSummary("Headings that writers chose, those of most reports first.")
            .WithDescription(
                "Near-equal headings are one; names of sections are left out. With format (or Accept) the whole list as a file.")
            .Produces<ListResponse<HeadingResponse>>().ProducesProblem(400).ProducesProblem(503)
            .WithParameters([
                Parameters.Text("q", "only headings that hold this text", "学习"), .. Conditions, .. Parameters.Paging(MaxPerPage),
                Parameters.Format]);
        api.MapGet("/headings/passages", Passages).Needs(Scopes.Search)
            .WithName("heading-passages").WithSummary("The passages below a heading and its near-equal forms.")
            .Produces<ListResponse<SearchHit>>().ProducesProblem(400).ProducesProblem(503)
            .WithParameters([
                Parameters.Text("heading", "the heading", "学习形式单一"), .. Parameters.Filters, Parameters.ReportId,
                Parameters.CollapseByReportOrUnit, .. Parameters.Paging(SearchParameters.MaxHitsPerPage), Parameters.Format]);
        api.MapGet("/headings/sets", Sets).Needs(Scopes.Search)
            .WithName("heading-sets").WithSummary("Sets of sibling headings with what they have in common.")
            .WithDescription("Every heading of a set meets length, parts and pattern, and one of them holds q.")
            .Produces<ListResponse<HeadingSetResponse>>().ProducesProblem(400).ProducesProblem(503)
            .WithParameters([
                Parameters.Text("q", "only sets with a heading that holds this text", "党建"), .. Conditions,
                Parameters.Text("size", "how many headings: 4, or 3..5", "3..5"),
                Parameters.Text("word", "a word that all headings of the set share", "聚焦"),
                Parameters.OneOf("parallel", "true (as by default): only sets made alike; false: all", "true", "false"),
                .. Parameters.Paging(SearchParameters.MaxHitsPerPage), Parameters.Format]);
        api.MapGet("/outlines", Outlines).Needs(Scopes.Search)
            .WithName("outlines").WithSummary("The outlines of all reports that a query matches.")
            .Produces<ListResponse<OutlineResponse>>().ProducesProblem(400).ProducesProblem(503)
            .WithParameters([
                Parameters.Text("q", "the query line; none for all reports", "党建 述职"), .. Parameters.Filters, Parameters.ReportId,
                .. Parameters.Paging(SearchParameters.MaxHitsPerPage), Parameters.Format]);
    }

    private static IResult Headings(HttpRequest request, HeadingService headings)
    {
        var reader = new QueryReader(request.Query);
        var (filters, conditions, paging) = (reader.FiltersOfReports(), ReadConditions(reader), reader.Paging(50, MaxPerPage));
        return Answer(request, reader, paging, "小标题", ["小标题", "字数", "各句字数", "章节", "报告数", "单位数", "处数", "各种写法"],
            page => headings.Headings(filters, conditions, page, FilterAddress(request)),
            one => [
                one.Heading, Number(one.Length), string.Join('+', one.Parts), one.Section, Number(one.Reports), Number(one.Units),
                Number(one.Uses), string.Join('；', one.Forms)]);
    }

    private static IResult Passages(HttpRequest request, HeadingService headings)
    {
        var reader = new QueryReader(request.Query);
        var (filters, heading) = (reader.FiltersOfReports(), reader.Text("heading", LongestHeading));
        var (collapse, paging) = (
            reader.Choice("collapse", "report", "unit", "none"), reader.Paging(20, SearchParameters.MaxHitsPerPage));
        if (heading.Length == 0)
            reader.Reject("heading", "is missing");
        return Answer(
            request, reader, paging, "段落", ExportRow.Columns,
            page => headings.Passages(filters, heading, collapse, page), ExportRow.Of);
    }

    private static IResult Sets(HttpRequest request, HeadingService headings)
    {
        var reader = new QueryReader(request.Query);
        var (filters, conditions) = (reader.FiltersOfReports(), ReadConditions(reader));
        var paging = reader.Paging(20, SearchParameters.MaxHitsPerPage);
        var (sizes, word) = (reader.Span("size", MostHeadingsOfSet) ?? (2, int.MaxValue), reader.Text("word", LongestHeading));
        var parallel = reader.Choice("parallel", "true", "false") != "false";
        return Answer(request, reader, paging, "骈句组", ["小标题", "说明", "句式", "章节", "报告数", "单位", "年份", "报告"],
            page => headings.Sets(filters, conditions, sizes, word, parallel, page),
            one => [
                string.Join('\n', one.Headings), one.Description, one.Pattern ?? "", one.Section, Number(one.Reports), one.Unit ?? "",
                one.Year is { } year ? Number(year) : "", one.Title]);
    }

    private static IResult Outlines(HttpRequest request, HeadingService headings)
    {
        var reader = new QueryReader(request.Query);
        var paging = reader.Paging(10, SearchParameters.MaxHitsPerPage);
        var parameters = reader.FiltersOfReports() with { Query = reader.Line(), Paging = paging };
        return Answer(request, reader, parameters.Paging, "提纲", ["报告", "单位", "年份", "提纲"],
            page => headings.Outlines(parameters with { Paging = page }, request.HttpContext.RequestAborted),
            one => [one.Title, one.Unit ?? "", one.Year is { } year ? Number(year) : "", Text(one.Outline)]);
    }

    /// <summary>One page as JSON, or all pages as a table.</summary>
    private static IResult Answer<T>(
        HttpRequest request, QueryReader reader, Paging paging, string name, IReadOnlyList<string> columns,
        Func<Paging, ListResponse<T>> list, Func<T, IReadOnlyList<string>> row)
    {
        var format = ExportFormats.Read(reader, request);
        if (reader.Problem() is { } problem)
            return problem;
        if (format is null)
            return TypedResults.Ok(list(paging));
        var all = list(new Paging(1, ExportFormats.MostHits));
        return TableExports.Write(format, name, [new ExportTable(name, columns, all.Hits.Select(row))]);
    }

    private static HeadingConditions ReadConditions(QueryReader reader) => new(
        reader.Text("q", LongestHeading).Trim(),
        reader.Span("length", LongestHeading),
        reader.Sum("parts", LongestHeading),
        reader.Text("pattern", LongestHeading).Trim());

    /// <summary>The filters of a request, to stand behind another parameter.</summary>
    private static string FilterAddress(HttpRequest request)
    {
        var address = new StringBuilder();
        foreach (var name in FilterNames)
            foreach (var value in request.Query[name])
                if (!string.IsNullOrEmpty(value))
                    address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return address.ToString();
    }

    private static string Text(IReadOnlyList<OutlineLine> outline) =>
        string.Join('\n', outline.Select(line => new string('　', line.Depth - 1) + line.Heading));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
