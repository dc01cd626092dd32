namespace KnowledgeBase.Store.SavedSearches;

/// <summary>A search that somebody keeps, and how far its new matches have been sent.</summary>
public sealed record SavedSearch
{
    /// <summary>Twelve hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is: <c>key:ID</c>, <c>proxy:USER</c> or <c>anonymous</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>The parameters of the search, as an address has them.</summary>
    public required IReadOnlyDictionary<string, string[]> Search { get; init; }

    /// <summary>Where new matches are sent; null: nowhere.</summary>
    public string? Webhook { get; init; }

    /// <summary>By which what is sent is signed. Kept as it is, since a signature cannot be made from a hash.</summary>
    public string? Secret { get; init; }

    /// <summary>When it was saved.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>How many arrivals of <see cref="ArrivalLog"/> have been looked at, and their matches delivered.</summary>
    public required long Position { get; init; }

    /// <summary>What was sent lately, the newest first. One that waits is the first.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>The delivery that has to arrive before the next one is made; null where there is none.</summary>
    public Delivery? Waiting => Deliveries is [{ Status: Delivery.WaitingStatus } first, ..] ? first : null;
}
