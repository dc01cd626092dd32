using System.Collections.Concurrent;
using KnowledgeBase.Engine;

namespace KnowledgeBase.SearchApi.QueryRelaxation;

/// <summary>How many passages speak of a word, remembered for one generation of the index.</summary>
public sealed class WordCounts
{
    /// <summary>A generation's queries seldom have more words; forgetting them costs a search each.</summary>
    private const int MostWords = 20_000;

    private volatile Generation _current = new(-1);

    internal long CountOf(Snapshot snapshot, string word, Query query, CancellationToken cancel)
    {
        var current = _current;
        if (current.Number != snapshot.Generation || current.Counts.Count > MostWords)
            _current = current = new Generation(snapshot.Generation);
        if (!current.Counts.TryGetValue(word, out var count))
            current.Counts[word] = count = snapshot.Search(new SearchRequest { Query = query, Limit = 0 }, cancel).TotalHits;
        return count;
    }

    private sealed record Generation(long Number)
    {
        public ConcurrentDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);
    }
}
