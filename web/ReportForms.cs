using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.Web;

/// <summary>The form by which a person corrects what was read of a report.</summary>
internal static class ReportForms
{
    private static readonly string[] Fields = ["title", "unit", "unitType", "year", "kind"];

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGroup("/reports").AddEndpointFilter<SameSiteFilter>().ExcludeFromDescription().DisableAntiforgery()
            .MapPost("/{id}/correct", CorrectAsync).Needs(Scopes.Correct);

    private static string FieldOf(string field) =>
        field.StartsWith(CorrectionService.SectionField, StringComparison.Ordinal) ? "section" : field;

    private static async Task<IResult> CorrectAsync(string id, HttpRequest request, CorrectionService corrections)
    {
        if (!request.HasFormContentType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var given = Fields.Where(form.ContainsKey)
            .Concat(form.Keys.Where(key => key.StartsWith(CorrectionService.SectionField, StringComparison.Ordinal)))
            .ToDictionary(field => field, field => form[field].ToString(), StringComparer.Ordinal);
        var address = $"/reports/{Uri.EscapeDataString(id)}";
        try
        {
            var errors = await corrections.CorrectAsync(id, given, request.HttpContext.RequestAborted);
            return Results.LocalRedirect(
                address + (errors is null ? "?corrected=true" : "?refused=" + Uri.EscapeDataString(FieldOf(errors.Keys.First()))));
        }
        catch (KeyNotFoundException)
        {
            return Results.LocalRedirect(address);
        }
    }
}
