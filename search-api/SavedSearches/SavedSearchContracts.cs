using System.Text.Json;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>A search to be kept.</summary>
/// <param name="Name">For people; up to 100 characters.</param>
/// <param name="Search">The query line and the filters of <c>POST /search</c>; nothing of paging.</param>
/// <param name="Webhook">Where new matches are sent, http or https; null: nowhere.</param>
public sealed record SavedSearchRequest(string? Name, JsonElement Search, string? Webhook);

/// <summary>A saved search.</summary>
/// <param name="Id">By which it is found again.</param>
/// <param name="Name">For people.</param>
/// <param name="Search">Its parameters; each has its values as a list.</param>
/// <param name="Webhook">Where new matches are sent.</param>
/// <param name="CreatedAt">When it was saved; what came before is no new match.</param>
/// <param name="State">saved: nothing is sent; active; retrying: the receiver did not say yes; paused: its owner may not search now.</param>
/// <param name="Secret">By which deliveries are signed. Shown once, when the search is saved.</param>
public sealed record SavedSearchResponse(
    string Id,
    string Name,
    IReadOnlyDictionary<string, string[]> Search,
    string? Webhook,
    DateTimeOffset CreatedAt,
    string State,
    string? Secret);

/// <summary>A delivery to a webhook.</summary>
/// <param name="Id">The same for every attempt; <c>deliveryId</c> of what was sent.</param>
/// <param name="Status">waiting, delivered; withdrawn: all of it was taken down before it arrived.</param>
/// <param name="Hits">Passages in it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastAttemptAt">When it was tried last.</param>
/// <param name="LastStatus">The HTTP status that the receiver gave last.</param>
/// <param name="LastError">Why there was no such status: refused_address, unreachable, timeout.</param>
public sealed record DeliveryResponse(
    string Id, string Status, int Hits, int Attempts, DateTimeOffset? LastAttemptAt, int? LastStatus, string? LastError);

/// <summary>What a webhook gets, as JSON.</summary>
/// <param name="DeliveryId">The same for every attempt.</param>
/// <param name="SavedSearchId">The saved search.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hits">New matches, the oldest report first.</param>
public sealed record WebhookMessage(string DeliveryId, string SavedSearchId, string Name, IReadOnlyList<WebhookHit> Hits);

/// <summary>A new match. Personal numbers are masked, whatever the owner may see.</summary>
/// <param name="Id">The passage.</param>
/// <param name="ReportId">Its report.</param>
/// <param name="Title">The report's title.</param>
/// <param name="Heading">The passage's heading.</param>
/// <param name="Unit">Null where the report does not say.</param>
/// <param name="Year">Null where the report does not say.</param>
/// <param name="Section">The section's type.</param>
/// <param name="Url">The passage in its report, below the server's address.</param>
/// <param name="Snippet">The beginning of the passage.</param>
public sealed record WebhookHit(
    string Id, string ReportId, string Title, string? Heading, string? Unit, int? Year, string Section, string Url, string Snippet);
