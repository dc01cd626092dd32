using System.Globalization;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Marks;
using KnowledgeBase.SearchApi.Reports;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.Web;

/// <summary>The buttons by which a person settles what cleaning doubted, cut wrongly or left, and the forms of the page of marks.</summary>
internal static class CleaningForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGroup("/reports").AddEndpointFilter<SameSiteFilter>().ExcludeFromDescription().DisableAntiforgery()
            .MapPost("/{id}/clean", CleanAsync).Needs(Scopes.Correct);
        var marks = app.MapGroup("/marks").AddEndpointFilter<SameSiteFilter>().ExcludeFromDescription().DisableAntiforgery();
        marks.MapPost("/add", AddAsync).Needs(Scopes.Correct);
        marks.MapPost("/remove", RemoveAsync).Needs(Scopes.Correct);
    }

    private static async Task<IResult> CleanAsync(string id, HttpRequest request, CleaningService cleaning, ReportService reports)
    {
        var cancel = request.HttpContext.RequestAborted;
        var form = await FormReader.ReadAsync(request);
        var page = $"/reports/{Uri.EscapeDataString(id)}{(form["page"] == "original" ? "/original" : "")}";
        List<string> keep = Pieces(form, "keep");
        if (form["wrong"].ToString() is { Length: > 0 } place)
        {
            // The page may be older than the reading: only a piece that is still cut there can come back.
            if (await RemovedAsync(place) is not { } removed)
                return Results.LocalRedirect(page + "?refused=wrong");
            keep.Add(removed);
        }

        var decision = new CleaningDecision(Pieces(form, "cut"), keep, Pieces(form, "undo"), form["everywhere"] == "true");
        try
        {
            return Results.LocalRedirect(page + await cleaning.DecideAsync(id, decision, cancel) switch
            {
                CleaningOutcome.Refused(var field, _) => "?refused=" + field,
                CleaningOutcome.Decided { IsRead: true } => "?done=read",
                _ => "?done=later",
            });
        }
        catch (KeyNotFoundException)
        {
            return Results.LocalRedirect(page);
        }

        async Task<string?> RemovedAsync(string written) =>
            written.Split('-') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? (await reports.OriginalAsync(id, withNumbers: true, cancel))?.Removed
                    .FirstOrDefault(removal => removal.Start == start && removal.Length == length)?.Text
                : null;
    }

    // Forms send line ends as CR LF.
    private static List<string> Pieces(IFormCollection form, string name) => [.. form[name].OfType<string>()
        .Select(text => text.ReplaceLineEndings("\n"))
        .Where(text => !string.IsNullOrWhiteSpace(text))];

    private static async Task<IResult> AddAsync(HttpRequest request, MarkService marks)
    {
        var form = await FormReader.ReadAsync(request);
        var (change, wrong) = await marks.AddAsync(
            new MarkRequest(form["kind"].ToString(), form["text"].ToString()), request.HttpContext.RequestAborted);
        return Done(change, wrong?.Field);
    }

    private static async Task<IResult> RemoveAsync(HttpRequest request, MarkService marks)
    {
        var form = await FormReader.ReadAsync(request);
        return Done(await marks.RemoveAsync(form["text"].ToString(), request.HttpContext.RequestAborted), "text");
    }

    private static IResult Done(MarkChange? change, string? wrong) => Results.LocalRedirect(
        change is null
            ? "/marks?refused=" + wrong
            : $"/marks?done={(change.IsRead ? "read" : "later")}&files={change.Files.ToString(CultureInfo.InvariantCulture)}");
}
