using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>Searches that are kept, and where their new matches are sent.</summary>
internal static class SavedSearchEndpoints
{
    private const int MostListed = 100;
    private const int LongestName = 100;

    /// <summary>2,000 characters, each as an escape, and the filters.</summary>
    private const int LargestBody = 1 << 17;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/saved-searches", List).Needs(Scopes.Subscribe).WithName("saved-searches")
            .WithSummary("The caller's saved searches, the oldest first; with the scope admin all of them.")
            .ProducesProblem(400).WithParameters(Parameters.Paging(MostListed));
        api.MapPost("/saved-searches", Add).Needs(Scopes.Subscribe).WithName("save-search")
            .WithSummary("Keeps a search, and sends its new matches to a webhook where one is named.")
            .WithDescription(
                "New matches are passages of reports that came after the search was saved. Each is sent at least once, in order, signed: "
                + "X-KnowledgeBase-Signature is t=SECONDS,v1=HEX, the HMAC-SHA256 of SECONDS, a full stop and the body under the secret.")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415);
        api.MapGet("/saved-searches/{id}", Find).Needs(Scopes.Subscribe).WithName("saved-search")
            .WithSummary("One saved search, without its secret.").ProducesProblem(404);
        api.MapDelete("/saved-searches/{id}", Remove).Needs(Scopes.Subscribe).WithName("remove-saved-search")
            .WithSummary("Forgets a saved search; nothing more is sent.").ProducesProblem(404);
        api.MapGet("/saved-searches/{id}/deliveries", Deliveries).Needs(Scopes.Subscribe).WithName("deliveries")
            .WithSummary("What was sent to the webhook, or waits, the newest first.")
            .ProducesProblem(400).ProducesProblem(404).WithParameters(Parameters.Paging(MostListed));
    }

    private static Results<Ok<ListResponse<SavedSearchResponse>>, ProblemHttpResult> List(HttpContext context, SavedSearchService searches)
    {
        var reader = new QueryReader(context.Request.Query);
        var paging = reader.Paging(20, MostListed);
        return reader.Errors() is { } errors
            ? Problems.InvalidParameters(errors)
            : TypedResults.Ok(searches.List(Caller.Of(context), paging));
    }

    private static Results<Created<SavedSearchResponse>, ProblemHttpResult> Add(
        SavedSearchRequest request, HttpContext context, SavedSearchService searches, WebhookTargets targets)
    {
        var name = request.Name?.Trim() ?? "";
        var (parameters, error) = JsonParameters.Read(request.Search);
        if (parameters is null)
            return Problems.BadRequest($"search: {error}");
        var reader = new QueryReader(parameters);
        SavedParameters.Read(reader);
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl) || name.Any(char.IsSurrogate))
            reader.Reject("name", $"is one line of 1 to {LongestName} characters");
        if (request.Webhook is { } webhook && targets.Fault(webhook) is { } fault)
            reader.Reject("webhook", fault);
        if (reader.Problem() is { } problem)
            return problem;
        var search = parameters.ToDictionary(
            pair => pair.Key, pair => pair.Value.OfType<string>().ToArray(), StringComparer.Ordinal);
        return searches.Add(Caller.Of(context), name, search, request.Webhook) is { } saved
            ? TypedResults.Created($"/api/v1/saved-searches/{saved.Id}", saved)
            : Problems.Create(
                409, "too_many_saved_searches", "Not saved.", "there are as many saved searches as may be; remove one first", "保存的检索太多，请先删去一些");
    }

    private static Results<Ok<SavedSearchResponse>, ProblemHttpResult> Find(string id, HttpContext context, SavedSearchService searches) =>
        searches.Find(Caller.Of(context), id) is { } search ? TypedResults.Ok(search) : Problems.NotFound("saved_search", id);

    private static Results<NoContent, ProblemHttpResult> Remove(string id, HttpContext context, SavedSearchService searches) =>
        searches.Remove(Caller.Of(context), id) ? TypedResults.NoContent() : Problems.NotFound("saved_search", id);

    private static Results<Ok<ListResponse<DeliveryResponse>>, ProblemHttpResult> Deliveries(
        string id, HttpContext context, SavedSearchService searches)
    {
        var reader = new QueryReader(context.Request.Query);
        var paging = reader.Paging(20, MostListed);
        if (reader.Errors() is { } errors)
            return Problems.InvalidParameters(errors);
        return searches.Deliveries(Caller.Of(context), id, paging) is { } deliveries
            ? TypedResults.Ok(deliveries)
            : Problems.NotFound("saved_search", id);
    }
}
