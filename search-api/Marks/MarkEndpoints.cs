using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Marks;

/// <summary>The user's and the learned marks: listed, added, refused, taken back.</summary>
internal static class MarkEndpoints
{
    private const int MaxMarks = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/marks", List).Needs(Scopes.Read).WithName("marks")
            .WithSummary("Words that cleaning takes or leaves, besides those that ship, and the files that they act on.")
            .ProducesProblem(400).WithParameters([Parameters.Origin, .. Parameters.Paging(MaxMarks)]);
        api.MapPost("/marks", Add).Needs(Scopes.Correct).WithName("add-mark")
            .WithSummary("Adds a mark to the user's list; kind keep refuses one. The files that carry it are read again.")
            .ProducesProblem(400).ProducesProblem(415);
        api.MapDelete("/marks", Remove).Needs(Scopes.Correct).WithName("remove-mark")
            .WithSummary("Takes a mark back from the user's list.")
            .ProducesProblem(400).ProducesProblem(404).WithParameters([Parameters.MarkText]);
    }

    private static Results<Ok<ListResponse<MarkResponse>>, ProblemHttpResult> List(HttpRequest request, MarkService marks)
    {
        var reader = new QueryReader(request.Query);
        var origins = reader.Many<string>(
            "origin", value => MarkService.Origins.Contains(value) ? [value] : null, "one of " + string.Join(", ", MarkService.Origins));
        var paging = reader.Paging(20, MaxMarks);
        return reader.Errors() is { } errors ? Problems.InvalidParameters(errors) : TypedResults.Ok(marks.List(origins, paging));
    }

    private static async Task<Results<Ok<MarkChange>, ProblemHttpResult>> Add(
        MarkRequest mark, MarkService marks, CancellationToken cancel) =>
        await marks.AddAsync(mark, cancel) switch
        {
            (_, var (field, message)) => Problems.InvalidParameter(field, message),
            var (change, _) => TypedResults.Ok(change!),
        };

    private static async Task<Results<Ok<MarkChange>, ProblemHttpResult>> Remove(HttpRequest request, MarkService marks)
    {
        var reader = new QueryReader(request.Query);
        var text = reader.Text("text");
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return await marks.RemoveAsync(text, request.HttpContext.RequestAborted) is { } change
            ? TypedResults.Ok(change)
            : Problems.NotFound("mark", text);
    }
}
