using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Suggestions;
using KnowledgeBase.SearchApi.Http;

namespace KnowledgeBase.SearchApi.Suggestions;

/// <summary>What could be typed instead of what was typed so far.</summary>
public sealed class SuggestionService(ReportCollection collection, SuggestionDerivation suggestions)
{
    /// <summary>
    /// Of the room that there is, units and problems take a quarter each at the most, headings what is left, phrases the rest.
    /// </summary>
    private const int ShareOfKind = 4;

    public ListResponse<Suggestion> Suggest(string typed, int limit, CancellationToken cancel)
    {
        using var view = collection.Open(suggestions);
        var index = view.Whole(suggestions);
        var some = Math.Max(1, limit / ShareOfKind);
        List<SuggestedTerm> found = [.. index.Find(SuggestionKind.Unit, typed, some), .. index.Find(SuggestionKind.Problem, typed, some)];
        found.AddRange(index.Find(SuggestionKind.Heading, typed, limit));
        if (found.Count < limit + some)
            found.AddRange(PhraseCompletion.Find(view.Snapshot, typed, some, cancel));

        // A problem, a heading and a phrase may be the same words: they are suggested once.
        var hits = found.DistinctBy(term => term.Text).Take(limit).Select(Present).ToList();
        return ListResponse.Of<Suggestion>(hits, hits.Count, new Paging(1, limit));
    }

    private static Suggestion Present(SuggestedTerm term) => new(
        term.Text,
        term.Kind.ToString().ToLowerInvariant(),
        term.Count,
        term.Kind switch
        {
            SuggestionKind.Unit => $"/api/v1/search?fold=none&unit={Uri.EscapeDataString(term.Text)}",
            SuggestionKind.Problem => $"/api/v1/problems/{term.Key}/items",
            SuggestionKind.Heading => $"/api/v1/headings/passages?heading={Uri.EscapeDataString(term.Text)}",
            _ => $"/api/v1/search?fold=none&matchingStrategy=all&q={Uri.EscapeDataString($"\"{term.Text}\"")}",
        });
}

/// <summary>What could be typed instead of what was typed so far.</summary>
/// <param name="Text">Exactly as reports have it.</param>
/// <param name="Kind">unit, problem, heading, phrase.</param>
/// <param name="Count">As many passages, or items of a problem, as <paramref name="Url"/> lists.</param>
/// <param name="Url">Lists them.</param>
public sealed record Suggestion(string Text, string Kind, long Count, string Url);
