using System.Collections.Concurrent;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Similarity;

/// <summary>In how many passages, of a section or of all, a word stands; remembered for one generation of the index.</summary>
internal sealed class WordFrequencies
{
    private const int MostWords = 50_000;

    private volatile Generation _current = new(-1);

    /// <summary>In how many passages a word stands; the empty word, how many there are.</summary>
    /// <param name="section">Null: of all sections.</param>
    public long Of(Snapshot snapshot, string? section, string word, CancellationToken cancel)
    {
        var current = _current;
        if (current.Number != snapshot.Generation || current.Counts.Count > MostWords)
            _current = current = new Generation(snapshot.Generation);
        if (!current.Counts.TryGetValue((section, word), out var count))
        {
            var request = new SearchRequest
            {
                Query = word.Length == 0 ? Query.All : new Query.Text(word, TextMatch.Phrase, PassageSchema.Text),
                Filters = section is null ? [] : [new Filter.Keyword(PassageSchema.Section, [section])],
                Limit = 0,
            };
            current.Counts[(section, word)] = count = snapshot.Search(request, cancel).TotalHits;
        }

        return count;
    }

    private sealed record Generation(long Number)
    {
        public ConcurrentDictionary<(string? Section, string Word), long> Counts { get; } = [];
    }
}
