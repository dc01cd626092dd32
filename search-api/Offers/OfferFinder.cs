using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Offers;

/// <summary>A filter that a word of the line names, before it is counted.</summary>
/// <param name="Word">As typed.</param>
/// <param name="Line">The line with the filter in the word's place.</param>
internal sealed record Offer(string Word, QueryNode.Field Filter, QueryNode Line);

/// <summary>
/// Finds the words of a line that name filters. Only words that the line requires count: not those under OR or NOT, not phrases.
/// </summary>
internal sealed class OfferFinder
{
    /// <summary>Each is counted by a search.</summary>
    private const int MostOffers = 8;

    private const int MostReadings = 6;

    private readonly IReadOnlyList<QueryNode> _nodes;
    private readonly List<(int Node, IReadOnlyList<FilterWord> Filters, string Remainder)> _words = [];

    /// <param name="isUnit">Whether some report is of a unit of this very name.</param>
    public OfferFinder(QueryNode? root, Func<string, bool> isUnit)
    {
        _nodes = root is QueryNode.And and ? and.Nodes : root is null ? [] : [root];
        for (var i = 0; i < _nodes.Count; i++)
            if (_nodes[i] is QueryNode.Word(var text) && FilterWords.Cut(text, isUnit) is { Filters.Count: > 0 } cut)
                _words.Add((i, cut.Filters, cut.Remainder));
    }

    /// <summary>One for each value that a word may name, in the line's order.</summary>
    public IReadOnlyList<Offer> Offers()
    {
        var offers = new List<Offer>();
        foreach (var (node, filters, _) in _words)
        {
            var text = ((QueryNode.Word)_nodes[node]).Text;
            foreach (var filter in filters)
            {
                var remainder = text.Length == filter.Text.Length ? "" : text.Replace(filter.Text, "", StringComparison.Ordinal);
                foreach (var value in filter.Values)
                    offers.Add(new Offer(
                        filter.Text, value, Joined([.. _nodes.Take(node), value, .. Remaining(remainder), .. _nodes.Skip(node + 1)])));
            }
        }

        return [.. offers.Take(MostOffers)];
    }

    /// <summary>Where every word names a filter: the lines of filters alone, the likeliest first; none otherwise.</summary>
    public IEnumerable<(QueryNode Line, IReadOnlyList<QueryNode.Field> Filters)> Readings()
    {
        if (_words.Count == 0 || _words.Any(word => word.Remainder.Length > 0)
            || _nodes.Where((node, i) => node is not QueryNode.Field && _words.All(word => word.Node != i)).Any())
            return [];
        var choices = _words.SelectMany(word => word.Filters).Select(filter => filter.Values).ToList();
        var kept = _nodes.OfType<QueryNode.Field>().ToList();
        return Combinations(choices, 0).Take(MostReadings).Select(fields =>
        {
            IReadOnlyList<QueryNode.Field> filters = [.. kept.Concat(fields)
                .GroupBy(field => field.Name)
                .Select(same => new QueryNode.Field(same.Key, [.. same.SelectMany(field => field.Values).Distinct()]))];
            return (Joined(filters), filters);
        });
    }

    /// <summary>The line with its filter words in quotes, so that they are searched as text.</summary>
    public QueryNode Literal() => Joined([.. _nodes.Select((node, i) =>
        node is QueryNode.Word(var text) && _words.Any(word => word.Node == i) ? new QueryNode.Phrase(text) : node)]);

    private static IEnumerable<IReadOnlyList<QueryNode.Field>> Combinations(List<IReadOnlyList<QueryNode.Field>> choices, int at)
    {
        if (at == choices.Count)
            return [[]];
        return choices[at]
            .SelectMany(first => Combinations(choices, at + 1).Select(rest => (IReadOnlyList<QueryNode.Field>)[first, .. rest]));
    }

    private static QueryNode[] Remaining(string remainder) => remainder.Length == 0 ? [] : [new QueryNode.Word(remainder)];

    private static QueryNode Joined(IReadOnlyList<QueryNode> nodes) => nodes is [var only] ? only : new QueryNode.And(nodes);
}
