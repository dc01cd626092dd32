using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Suggestions;

/// <summary>How passages go on after what was typed: whole clauses, each with the number of passages that hold it.</summary>
public static class PhraseCompletion
{
    private const int Samples = 30;
    private const int Longest = 20;

    /// <summary>Phrases that begin with what was typed and end where a clause ends; those of most passages first.</summary>
    public static IReadOnlyList<SuggestedTerm> Find(Snapshot snapshot, string typed, int limit, CancellationToken cancel = default)
    {
        var request = new SearchRequest
        {
            Query = new Query.Text(typed, TextMatch.Exact, PassageSchema.Text),
            Limit = Samples,
            ExactTotal = false,
        };
        var phrases = snapshot.Search(request, cancel).Hits
            .Select(hit => Continued(PassageDocument.Read(snapshot, hit.Document).Text, typed))
            .OfType<string>()
            .GroupBy(phrase => phrase, StringComparer.Ordinal)
            .OrderByDescending(phrase => phrase.Count())
            .ThenBy(phrase => phrase.Key, StringComparer.Ordinal)
            .Take(limit);
        return [.. phrases
            .Select(phrase => phrase.Key)
            .Select(text => new SuggestedTerm(text, SuggestionKind.Phrase, Count(snapshot, text, cancel), text, [text]))
            .OrderByDescending(term => term.Count)
            .ThenBy(term => term.Text, StringComparer.Ordinal)];
    }

    /// <summary>What was typed with the rest of its clause; null where that is too long, or adds nothing.</summary>
    private static string? Continued(string text, string typed)
    {
        var start = text.IndexOf(typed, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var end = start + typed.Length;
        while (end < text.Length && char.IsLetterOrDigit(text[end]) && end - start <= Longest)
            end++;
        return end - start > Longest || end == start + typed.Length ? null : text[start..end];
    }

    /// <summary>As many as a search for the phrase in quotes finds: in any field.</summary>
    private static long Count(Snapshot snapshot, string phrase, CancellationToken cancel) =>
        snapshot.Search(new SearchRequest { Query = new Query.Text(phrase, TextMatch.Exact), Limit = 0 }, cancel).TotalHits;
}
