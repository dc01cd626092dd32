using System.Globalization;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Compare;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.LeftOvers;
using KnowledgeBase.SearchApi.Overlap;
using KnowledgeBase.SearchApi.Passages;
using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Web.Components.Pages;
using KnowledgeBase.Web.Viewing;

namespace KnowledgeBase.Web;

/// <summary>Answers of the tool pages as files, where the API has no address that a plain form or link could ask.</summary>
internal static class LookupForms
{
    private const int MostRows = 1000;
    private const int MostMissing = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("").AddEndpointFilter<SameSiteFilter>()
            .ExcludeFromDescription().DisableAntiforgery();
        forms.MapPost("/similar/export", SimilarAsync).Needs(Scopes.Search);
        forms.MapPost("/compare/list/export", CheckAsync).Needs(Scopes.Search);
        forms.MapPost("/overlap/export", OverlapAsync).Needs(Scopes.Search);
        forms.MapPost("/leftovers/export", LeftOversAsync).Needs(Scopes.Search);
        forms.MapGet("/compare/export", Compare).Needs(Scopes.Search);
    }

    private static async Task<IResult> SimilarAsync(HttpRequest request, PassageService passages)
    {
        var form = await FormReader.ReadAsync(request);
        var (text, heading) = (form["text"].ToString(), form["heading"].ToString().Trim());
        if (Format(form["format"]) is not { } format
            || PastedText.Wrong(text, SimilarRequest.LongestText) is not null
            || heading.Length > SimilarRequest.LongestHeading)
            return Results.LocalRedirect("/similar");
        var found = passages.Similar(
            text,
            heading.Length == 0 ? null : heading,
            PastedText.Filters(form["section"].ToString(), form["unitType"].ToString()),
            new Paging(1, MostRows),
            request.HttpContext.RequestAborted);
        return TableExports.Write(format, "换个说法", [new ExportTable("换个说法", ExportRow.Columns, found.Hits.Select(ExportRow.Of))]);
    }

    private static async Task<IResult> CheckAsync(HttpRequest request, CompareService compare)
    {
        var form = await FormReader.ReadAsync(request);
        var (items, wrong) = PastedText.Lines(form["text"].ToString());
        if (Format(form["format"]) is not { } format || wrong is not null)
            return Results.LocalRedirect("/compare/list");
        var unit = form["unit"].ToString().Trim();
        var check = compare.Check(items, PastedText.Type(form["unitType"].ToString()), unit.Length == 0 ? null : unit, MostMissing);
        return TableExports.Write(
            format,
            "缺项检查",
            [
                new ExportTable(
                    "常提而没有写的",
                    ["问题", "提过的单位", "别人的写法", "出处"],
                    check.Missing.Select(missing => (IReadOnlyList<string>)
                    [
                        missing.Name, Number(missing.Units), string.Join('\n', missing.Wordings.Select(wording => wording.Text)),
                        string.Join('\n', missing.Wordings.Select(Source)),
                    ])),
                new ExportTable(
                    "清单里的每一条",
                    ["写的", "归到", "提过的单位", "少见"],
                    check.Items.Select(item => (IReadOnlyList<string>)
                        [item.Text, item.Name ?? "", Number(item.Units), item.Unusual ? "是" : ""])),
            ]);
    }

    private static async Task<IResult> OverlapAsync(HttpRequest request, OverlapService overlap)
    {
        var form = await FormReader.ReadAsync(request);
        var (text, unit) = (form["text"].ToString(), form["unit"].ToString().Trim());
        if (Format(form["format"]) is not { } format || PastedText.Wrong(text, DraftText.Longest) is not null)
            return Results.LocalRedirect("/overlap");
        var least = PastedText.SetPhraseReports(form["least"].ToString());
        return TableExports.Write(
            format,
            "查重",
            [overlap.Table(text, unit.Length == 0 ? null : unit, least, new SearchParameters(), request.HttpContext.RequestAborted)]);
    }

    private static async Task<IResult> LeftOversAsync(HttpRequest request, LeftOverService leftOvers)
    {
        var form = await FormReader.ReadAsync(request);
        var (text, unit) = (form["text"].ToString(), form["unit"].ToString().Trim());
        if (Format(form["format"]) is not { } format || PastedText.Wrong(text, DraftText.Longest) is not null
            || unit.Length is < 2 or > 60 || PastedText.Year(form["year"].ToString()) is not { } year)
            return Results.LocalRedirect("/leftovers");
        return TableExports.Write(
            format, "换壳检查", [leftOvers.Table(text, unit, year, new SearchParameters(), request.HttpContext.RequestAborted)]);
    }

    private static IResult Compare(HttpRequest request, CompareService compare)
    {
        var reader = new QueryReader(request.Query);
        var (parameters, _) = (reader.FiltersOfReports(), reader.Paging(1, MostRows));
        if (Format(reader.Text("format", 10)) is not { } format || reader.Errors() is not null || parameters.Units.Count is 0 or > 12
            || parameters.Sections.Count > 1 || parameters.Sections is [SearchApi.QueryLines.FieldValues.Unknown])
            return Results.LocalRedirect("/compare");
        var units = parameters.Units.Distinct(StringComparer.Ordinal).ToList();
        var wall = compare.Compare(units, ComparePage.SectionOf(parameters), parameters, new Paging(1, MostRows));
        return TableExports.Write(format, "同题墙", [new ExportTable("同题墙", ["说什么", .. units], wall.Hits.Select(row =>
            (IReadOnlyList<string>)[row.Name, .. row.Cells.Select(cell => string.Join('\n', cell.Select(item => item.Text)))]))]);
    }

    private static string? Format(string? name) => LookupWords.Exports.Any(export => export.Format == name) ? name : null;

    private static string Source(ProblemHit item) => PassageText.Source(item.Title, item.Unit, item.Year);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
