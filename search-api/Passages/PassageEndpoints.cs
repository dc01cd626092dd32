using System.ComponentModel.DataAnnotations;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Passages;

/// <summary>Single passages and what is like them.</summary>
internal static class PassageEndpoints
{
    private const int MaxSimilar = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/passages/{id}", Find).Needs(Scopes.Read).AddEndpointFilter<EntityTagFilter>()
            .WithName("passage").WithSummary("One passage.").ProducesProblem(404);
        api.MapGet("/passages/{id}/similar", Similar).Needs(Scopes.Search)
            .WithName("similar").WithSummary("How other reports said the same, those of the same section first.")
            .WithDescription("_matchesPosition marks what both say. With format (or Accept) the whole list as a file.")
            .Produces<ListResponse<SearchHit>>().ProducesProblem(400).ProducesProblem(404)
            .WithParameters([.. Parameters.Filters, Parameters.ReportId, .. Parameters.Paging(MaxSimilar), Parameters.Format]);
        api.MapPost("/similar", SimilarToText).Needs(Scopes.Search).WithName("similar-to-text").WithSummary("The same for a pasted text.")
            .WithDescription("""A JSON object {"text": "学习形式单一。集中学习以念材料为主。", "heading": null}; filters and paging stand in the address.""")
            .Produces<ListResponse<SearchHit>>().ProducesProblem(400).ProducesProblem(413).ProducesProblem(415)
            .WithParameters([.. Parameters.Filters, Parameters.ReportId, .. Parameters.Paging(MaxSimilar), Parameters.Format]);
    }

    private static Results<Ok<SearchHit>, ProblemHttpResult> Find(
        string id, HttpRequest request, PassageService passages, NumberReveal reveal) =>
        passages.Find(id) is { } passage
            ? TypedResults.Ok(reveal.For(request.HttpContext, [passage]).Single())
            : Problems.NotFound("passage", id);

    private static IResult Similar(string id, HttpRequest request, PassageService passages, NumberReveal reveal) =>
        Answer(request, reveal, (filters, paging) => passages.Similar(id, filters, paging, request.HttpContext.RequestAborted))
        ?? Problems.NotFound("passage", id);

    private static IResult SimilarToText(
        SimilarRequest body, HttpRequest request, PassageService passages, NumberReveal reveal)
    {
        var wrong = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(body.Text) || body.Text.Length > SimilarRequest.LongestText)
            wrong["text"] = [$"is empty or longer than {SimilarRequest.LongestText} characters"];
        if (body.Heading?.Length > SimilarRequest.LongestHeading)
            wrong["heading"] = [$"is longer than {SimilarRequest.LongestHeading} characters"];
        if (wrong.Count > 0)
            return Problems.InvalidParameters(wrong);
        var cancel = request.HttpContext.RequestAborted;
        return Answer(request, reveal, (filters, paging) => passages.Similar(body.Text, body.Heading, filters, paging, cancel))!;
    }

    private static IResult? Answer(
        HttpRequest request, NumberReveal reveal, Func<SearchParameters, Paging, ListResponse<SearchHit>?> find)
    {
        var reader = new QueryReader(request.Query);
        var (filters, paging) = (reader.FiltersOfReports(), reader.Paging(10, MaxSimilar));
        var format = ExportFormats.Read(reader, request);
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        if (format is null)
        {
            return find(filters, paging) is { } page
                ? TypedResults.Ok(page with { Hits = [.. reveal.For(request.HttpContext, page.Hits)] })
                : null;
        }

        return find(filters, new Paging(1, ExportFormats.MostHits)) is { } all
            ? ExportFormats.Write(format, [.. reveal.For(request.HttpContext, all.Hits)])
            : null;
    }
}

/// <summary>A pasted text to which similar passages are wanted.</summary>
/// <param name="Text">To 2,000 characters; its beginning says what it is about.</param>
/// <param name="Heading">Its heading, where it has one.</param>
public sealed record SimilarRequest([property: Required] string Text, string? Heading = null)
{
    public const int LongestText = 2000;
    public const int LongestHeading = 200;
}
