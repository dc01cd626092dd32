using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Compare;

/// <summary>Units side by side; a list beside what is common.</summary>
internal static class CompareEndpoints
{
    private const int MostUnits = 12;
    private const int MostItems = 200;
    private const int LongestItem = 2_000;
    private const int MostMissing = 50;
    private const int Missing = 10;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/compare", Compare).Needs(Scopes.Search).WithName("compare")
            .WithSummary("One section of several units as columns; rows hold what says the same, cells may be empty.")
            .ProducesProblem(400).ProducesProblem(503)
            .WithParameters([.. Parameters.Filters, Parameters.ReportId, .. Parameters.Paging(SearchParameters.MaxHitsPerPage)]);
        api.MapPost("/compare", Check).Needs(Scopes.Search).WithName("check-list")
            .WithSummary("What units of this type commonly raise that a pasted list does not, and which of its items are unusual.")
            .ProducesProblem(400).ProducesProblem(415).ProducesProblem(503)
            .WithBodyExample("""{"items":["学习形式单一","服务群众不够精准"],"unitType":"审计","unit":"清河县审计局"}""");
    }

    private static Results<Ok<CompareResponse>, ProblemHttpResult> Compare(HttpRequest request, CompareService compare)
    {
        var reader = new QueryReader(request.Query);
        var (parameters, paging) = (reader.FiltersOfReports(), reader.Paging(50, SearchParameters.MaxHitsPerPage));
        string[] units = [.. parameters.Units.Distinct(StringComparer.Ordinal)];
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        if (units.Length is 0 or > MostUnits)
            return Problems.InvalidParameter("unit", $"names 1 to {MostUnits} units, each by a parameter of its own");
        if (parameters.Sections.Count > 1 || parameters.Sections is [FieldValues.Unknown])
            return Problems.InvalidParameter("section", "is one section");
        var section = parameters.Sections is [var name] ? Enum.Parse<SectionType>(name) : SectionType.存在问题;
        return TypedResults.Ok(compare.Compare(units, section, parameters, paging));
    }

    private static Results<Ok<CheckResponse>, ProblemHttpResult> Check(CheckRequest request, CompareService compare)
    {
        var wrong = new Dictionary<string, string[]>(StringComparer.Ordinal);
        string[] items = [.. (request.Items ?? (request.Text ?? "").Split('\n'))
            .Where(item => !string.IsNullOrWhiteSpace(item))
            .Select(item => item.Trim())];
        if (items.Length is 0 or > MostItems || items.Any(item => item.Length > LongestItem))
            wrong["items"] = [$"are 1 to {MostItems} texts of at most {LongestItem} characters, or the lines of 'text'"];
        if (request.Items is not null && request.Text is not null)
            wrong["text"] = ["stands beside items"];
        var types = request.UnitType is { Length: > 0 } named ? FieldValues.UnitTypes(named) : null;
        if (request.UnitType is { Length: > 0 } && types is not { Count: 1 })
            wrong["unitType"] = [$"'{request.UnitType}' is not one unit type"];
        if (request.Limit is < 1 or > MostMissing)
            wrong["limit"] = [$"is not a whole number from 1 to {MostMissing}"];
        if (wrong.Count > 0)
            return Problems.InvalidParameters(wrong);
        var type = types is [var one] && one != FieldValues.Unknown ? Enum.Parse<UnitType>(one) : (UnitType?)null;
        var unit = string.IsNullOrWhiteSpace(request.Unit) ? null : request.Unit.Trim();
        return TypedResults.Ok(compare.Check(items, type, unit, request.Limit ?? Missing));
    }
}
