using KnowledgeBase.Engine;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>What to look for when a word as written is hardly ever found: its longest parts that do occur.</summary>
/// <remarks>学习形式单一 is written 学习形式较为单一, 学习的形式单一 … elsewhere: 学习形式 and 单一 find them all.</remarks>
internal static class QueryLoosening
{
    /// <summary>A part of one character says nothing.</summary>
    private const int ShortestPiece = 2;

    /// <summary>Longer words are text that somebody pasted; their pairs of characters do.</summary>
    private const int LongestWord = 40;

    /// <summary>The parts of a word, from left to right, each as long as something besides the word's own hits matches it under the filters. Characters between them are given up.</summary>
    /// <remarks>Taking the longest prefix each time asks at most |word|²/2 questions, of a few microseconds each.</remarks>
    public static IReadOnlyList<string> Pieces(Snapshot snapshot, string word, IReadOnlyList<Filter> filters, CancellationToken cancel)
    {
        if (word.Length > LongestWord)
            return [];
        var pieces = new List<string>();
        for (var start = 0; start <= word.Length - ShortestPiece;)
        {
            var length = LongestFrom(snapshot, word, start, filters, cancel);
            if (length == 0)
            {
                start++;
                continue;
            }

            pieces.Add(word.Substring(start, length));
            start += length;
        }

        return pieces;
    }

    private static int LongestFrom(Snapshot snapshot, string word, int start, IReadOnlyList<Filter> filters, CancellationToken cancel)
    {
        for (var length = word.Length - start; length >= ShortestPiece; length--)
        {
            if (OccursElsewhere(snapshot, word.Substring(start, length), word, filters, cancel))
                return length;
        }

        return 0;
    }

    private static bool OccursElsewhere(Snapshot snapshot, string piece, string word, IReadOnlyList<Filter> filters, CancellationToken cancel) =>
        !string.IsNullOrWhiteSpace(piece)
        && snapshot.Search(new SearchRequest { Query = new Query.And([QueryTranslation.AsWritten(piece), new Query.Not(QueryTranslation.AsWritten(word))]), Filters = filters, Limit = 1, ExactTotal = false }, cancel).Hits.Count > 0;

    /// <summary>The pieces of one word, all of them required, or the word itself.</summary>
    public static Query Require(string word, IReadOnlyList<string> pieces)
    {
        var whole = QueryTranslation.AsWritten(word);
        return pieces.Count == 0 ? whole : new Query.Or([whole, new Query.And([.. pieces.Select(QueryTranslation.AsWritten)])]);
    }

    public static string Describe(IEnumerable<string> terms) => string.Join(' ', terms.Select(term => $"「{term}」"));
}
