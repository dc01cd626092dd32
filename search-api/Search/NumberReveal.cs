using KnowledgeBase.Engine;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>
/// Puts personal numbers back into passages for callers with the scope <c>pii</c>. All others get what the index holds: masks.
/// </summary>
public sealed class NumberReveal(KnowledgeStore store)
{
    /// <summary>The answer as its caller may see it.</summary>
    public SearchResponse For(HttpContext context, SearchResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Caller.Of(context).May(Scopes.Pii) ? response with { Hits = [.. response.Hits.Select(Of)] } : response;
    }

    /// <summary>Passages as their caller may see them.</summary>
    public IEnumerable<SearchHit> For(HttpContext context, IEnumerable<SearchHit> hits) =>
        Caller.Of(context).May(Scopes.Pii) ? hits.Select(Of) : hits;

    private SearchHit Of(SearchHit hit)
    {
        if (!hit.Text.Contains(PersonalNumbers.Mask, StringComparison.Ordinal))
            return hit;
        using var snapshot = store.Snapshot();
        if (snapshot.Attachment(ReportRecord.KeyOf(hit.ReportId)) is not { } bytes
            || ReportRecord.FromBytes(bytes.Span) is not { Hidden: not null } record
            || snapshot.Find(hit.Id) is not { } document)
            return hit;
        var place = PassageDocument.Read(snapshot, document).Location;
        var text = record.RevealedText.Substring(place.Start, place.Length);
        return hit with { Text = text, Formatted = Formatted(hit, text) };
    }

    /// <summary>A cropped text stays as it is: which piece it was is not known any more.</summary>
    private static IReadOnlyDictionary<string, string>? Formatted(SearchHit hit, string text)
    {
        var spans = hit.MatchesPosition?.GetValueOrDefault("text")?.Select(match => new TextSpan(match.Start, match.Length)).ToList() ?? [];
        return hit.Formatted?.GetValueOrDefault("text") == HitPresenter.Format(hit.Text, spans)
            ? new Dictionary<string, string>(hit.Formatted, StringComparer.Ordinal) { ["text"] = HitPresenter.Format(text, spans) }
            : hit.Formatted;
    }
}
