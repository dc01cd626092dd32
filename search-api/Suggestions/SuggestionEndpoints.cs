using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Suggestions;

/// <summary>Suggestions while somebody types.</summary>
internal static class SuggestionEndpoints
{
    private const int MaxSuggestions = 50;
    private const int LongestTyped = 100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/suggest", Suggest).Needs(Scopes.Search).WithName("suggest")
            .WithSummary("Units, problems, headings and phrases for what was typed so far.")
            .WithDescription(
                "By any name of a unit, any wording of a problem, any part of a heading, or the first letters of their pinyin (xxxsdy).")
            .ProducesProblem(400).ProducesProblem(503)
            .WithParameters([Parameters.Text("q", "what was typed so far", "学习形式"), Parameters.HitsPerPage(MaxSuggestions)]);

    private static Results<Ok<ListResponse<Suggestion>>, ProblemHttpResult> Suggest(HttpRequest request, SuggestionService suggestions)
    {
        var reader = new QueryReader(request.Query);
        var (typed, limit) = (reader.Text("q", LongestTyped).Trim(), reader.Number("hitsPerPage", 10, 1, MaxSuggestions));
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return TypedResults.Ok(typed.Length == 0
            ? ListResponse.Of<Suggestion>([], 0, new Paging(1, limit))
            : suggestions.Suggest(typed, limit, request.HttpContext.RequestAborted));
    }
}
