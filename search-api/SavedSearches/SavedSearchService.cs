using System.Buffers.Text;
using System.Security.Cryptography;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.SavedSearches;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>Keeps searches for their owners. Each sees their own; who may administer sees all.</summary>
internal sealed class SavedSearchService(SavedSearchFolder folder, KnowledgeStore store, SearchOwner owners, TimeProvider clock)
{
    private const int MostOfOwner = 50;
    private const int Most = 500;
    private const int IdBytes = 6;
    private const int SecretBytes = 32;

    /// <summary>The new search with its secret; null where there are as many as may be.</summary>
    public SavedSearchResponse? Add(Caller caller, string name, IReadOnlyDictionary<string, string[]> search, string? webhook)
    {
        var owner = SearchOwner.Of(caller);
        var known = folder.All();
        if (known.Count >= Most || known.Count(other => other.Owner == owner) >= MostOfOwner)
            return null;
        var saved = folder.Add(
            new SavedSearch
            {
                Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
                Name = name,
                Owner = owner,
                Search = search,
                Webhook = webhook,
                Secret = webhook is null ? null : "kbs_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)),
                Created = clock.GetUtcNow(),
                Position = 0,
            },
            ReportsNow());
        return Present(saved) with { Secret = saved.Secret };
    }

    public ListResponse<SavedSearchResponse> List(Caller caller, Paging paging) =>
        ListResponse.Cut([.. folder.All().Where(search => IsSeenBy(caller, search)).Select(Present)], paging);

    /// <summary>Null where there is none that the caller sees.</summary>
    public SavedSearchResponse? Find(Caller caller, string id) => Seen(caller, id) is { } search ? Present(search) : null;

    /// <summary>The newest first; null where there is no such search that the caller sees.</summary>
    public ListResponse<DeliveryResponse>? Deliveries(Caller caller, string id, Paging paging) => Seen(caller, id) is { } search
        ? ListResponse.Cut(
            [.. search.Deliveries.Select(delivery => new DeliveryResponse(
                delivery.Id,
                delivery.Status,
                delivery.Hits,
                delivery.Attempts,
                delivery.LastAttempt,
                delivery.LastStatus,
                delivery.LastError))],
            paging)
        : null;

    /// <summary>False where there is none that the caller sees.</summary>
    public bool Remove(Caller caller, string id) => Seen(caller, id) is not null && folder.Remove(id);

    private SavedSearch? Seen(Caller caller, string id) =>
        folder.Find(id) is { } search && IsSeenBy(caller, search) ? search : null;

    private static bool IsSeenBy(Caller caller, SavedSearch search) =>
        caller.May(Scopes.Admin) || search.Owner == SearchOwner.Of(caller);

    private SavedSearchResponse Present(SavedSearch search) =>
        new(search.Id, search.Name, search.Search, search.Webhook, search.Created, StateOf(search), null);

    private string StateOf(SavedSearch search)
    {
        if (search.Webhook is null)
            return "saved";
        if (!owners.MayReceive(search.Owner))
            return "paused";
        return search.Waiting is { Attempts: > 0 } ? "retrying" : "active";
    }

    private List<string> ReportsNow()
    {
        using var snapshot = store.Snapshot();
        return [.. snapshot.Groups(ReportRecord.KeyPrefix).Select(ReportRecord.IdOf)];
    }
}
