using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.SavedSearches;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>Finds what came after a saved search's position and matches it.</summary>
internal sealed class NewMatches(SavedSearchFolder folder, SearchService searches, IOptions<WebhookOptions> options)
{
    private const int ReportsAtOnce = 1000;
    private const int SnippetLength = 120;

    /// <summary>Above what any single report holds: all passages of those that are looked at.</summary>
    private const int MostHits = 1_000_000;

    /// <summary>The first new matches, up to the report that fills a delivery.</summary>
    /// <returns>The matches, and the last arrival that they cover; without matches the newest arrival.</returns>
    public (IReadOnlyList<WebhookHit> Hits, long Through) Next(SavedSearch search, CancellationToken cancel)
    {
        for (var position = search.Position; ;)
        {
            var arrivals = folder.Arrivals(position, ReportsAtOnce);
            if (arrivals.Count == 0)
                return ([], position);
            var found = Find(search, arrivals, cancel).ToLookup(hit => hit.ReportId, StringComparer.Ordinal);
            var hits = new List<WebhookHit>();
            for (var i = 0; found.Count > 0 && i < arrivals.Count; i++)
            {
                hits.AddRange(found[arrivals[i]]);
                if (hits.Count >= options.Value.MatchesPerDelivery)
                    return (hits, position + i + 1);
            }

            position += arrivals.Count;
            if (hits.Count > 0)
                return (hits, position);
        }
    }

    /// <summary>The matches of a delivery that was begun, as they are now: what was taken down since is not among them.</summary>
    public IReadOnlyList<WebhookHit> Of(SavedSearch search, long through, CancellationToken cancel)
    {
        var arrivals = folder.Arrivals(search.Position, (int)(through - search.Position));
        var found = Find(search, arrivals, cancel).ToLookup(hit => hit.ReportId, StringComparer.Ordinal);
        return [.. arrivals.SelectMany(id => found[id])];
    }

    private IEnumerable<WebhookHit> Find(SavedSearch search, IReadOnlyList<string> reports, CancellationToken cancel) =>
        searches.All(SavedParameters.Of(search) with { ReportIds = reports }, MostHits, cancel).Select(hit => new WebhookHit(
            hit.Id, hit.ReportId, hit.Title, hit.Heading, hit.Unit, hit.Year, hit.Section, hit.Url, Snippet(hit.Text)));

    private static string Snippet(string text)
    {
        var piece = Snippets.Cut(text, [], SnippetLength);
        return string.Concat(text.AsSpan(piece.Start, piece.Length), piece.Length < text.Length ? "…" : "");
    }
}
