using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.Lookups.Wording;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.QueryRelaxation;

/// <summary>
/// The steps by which a query line is loosened: as typed → other wordings → all words in the passage → most words. Only bare words are
/// loosened; phrases, fields and exclusions stand as written. A step is built when it is asked for.
/// </summary>
internal sealed class Ladder(QueryNode? root, Wordings wordings, Func<string, Query, long> countOf, int passages)
{
    /// <summary>A hit must hold this share of the weight of a query's words: below it, chance hits outnumber the others.</summary>
    private const double LeastShare = 0.6;

    private const double LeastShareOfPairs = 0.4;

    /// <summary>More words than these are a pasted sentence; its heaviest ones decide.</summary>
    private const int MostWords = 12;

    public IEnumerable<LadderStep> Steps()
    {
        yield return new LadderStep(MatchKind.Exact, QueryTranslation.Translate(root, QueryTranslation.AsWritten), []);
        var typed = QueryTranslation.Words(root).Distinct(StringComparer.Ordinal).ToList();
        if (typed.Count == 0)
            yield break;

        var variants = typed.ToDictionary(text => text, wordings.Variants, StringComparer.Ordinal);
        if (variants.Values.Any(others => others.Count > 0))
            yield return new LadderStep(
                MatchKind.Synonym, QueryTranslation.Translate(root, Synonymous), [.. variants.Values.SelectMany(others => others)]);

        var words = typed.ToDictionary(text => text, wordings.Words, StringComparer.Ordinal);
        if (words.Any(entry => entry.Value.Count > 1 || entry.Value.Any(word => word.Others.Count > 0)))
        {
            yield return new LadderStep(
                MatchKind.Near,
                QueryTranslation.Translate(root, text => new Query.Or([Synonymous(text), new Query.And([.. words[text].Select(Spoken)])])),
                [.. words.Values.SelectMany(all => all).Select(word => word.Text).Distinct(StringComparer.Ordinal)]);
        }

        if (Parts(words) is { } parts)
            yield return parts;
        if (Characters() is { } characters)
            yield return characters;

        Query Synonymous(string text) => variants[text].Count == 0
            ? QueryTranslation.AsWritten(text)
            : new Query.Or([QueryTranslation.AsWritten(text), .. variants[text].Select(QueryTranslation.AsWritten)]);
    }

    /// <summary>Most words: those of the line's top level together; what else the line requires stays required.</summary>
    private LadderStep? Parts(Dictionary<string, IReadOnlyList<QueryWord>> words)
    {
        IReadOnlyList<QueryNode> nodes = root is QueryNode.And and ? and.Nodes : [root!];
        var loose = nodes.OfType<QueryNode.Word>().SelectMany(word => words[word.Text]).DistinctBy(word => word.Text).ToList();
        var weighted = loose
            .Select(word => (Word: word, Query: Spoken(word), Count: 0L))
            .Select(entry => entry with { Count = countOf(entry.Word.Text, entry.Query) })
            .ToList();

        // A word that no passage has says nothing about any of them; it is let go and named.
        var clauses = weighted
            .Where(entry => entry.Count > 0)
            .Select(entry => (entry.Word, Clause: new WeightedClause(entry.Query, Math.Log2(1 + (passages / (double)entry.Count)))))
            .OrderByDescending(entry => entry.Clause.Weight)
            .Take(MostWords)
            .ToList();
        if (clauses.Count < 2 || (clauses.Count == 2 && weighted.Count == 2))
            return null;

        // One word alone is never most of a query, however rare it is.
        var heaviest = clauses[0].Clause.Weight;
        var least = clauses[^1].Clause.Weight;
        var minimum = Math.Max(LeastShare * clauses.Sum(entry => entry.Clause.Weight), heaviest + (least / 2));
        var fixedNodes = nodes.Where(node => node is not QueryNode.Word)
            .Select(node => QueryTranslation.Translate(node, QueryTranslation.AsWritten));
        Query most = new Query.AtLeast([.. clauses.Select(entry => entry.Clause)], minimum);
        return new LadderStep(
            MatchKind.Parts,
            fixedNodes.Any() ? new Query.And([most, .. fixedNodes]) : most,
            [.. clauses.Select(entry => entry.Word.Text)]);
    }

    /// <summary>
    /// For words that no list has, as 廉政风险防控不严: passages that hold much of the line's pairs of characters, by weight. A pair across two
    /// words is rare and weighs much, so a lower share than of words is most of it.
    /// </summary>
    private LadderStep? Characters()
    {
        IReadOnlyList<QueryNode> nodes = root is QueryNode.And and ? and.Nodes : [root!];
        var loose = nodes.OfType<QueryNode.Word>().Select(word => word.Text).Distinct(StringComparer.Ordinal).ToList();
        if (loose.Count == 0)
            return null;
        var rest = nodes.Where(node => node is not QueryNode.Word)
            .Select(node => QueryTranslation.Translate(node, QueryTranslation.AsWritten));
        var ranked = new Query.Ranked(string.Join(' ', loose), LeastShareOfPairs);
        return new LadderStep(MatchKind.Parts, rest.Any() ? new Query.And([ranked, .. rest]) : ranked, loose);
    }

    /// <summary>
    /// A passage speaks of a word where its text or heading holds it in one of its wordings, or its unit's name as typed. A title stands at
    /// every passage of a report.
    /// </summary>
    private static Query Spoken(QueryWord word) =>
        new Query.Or([.. word.Others.Prepend(word.Text).SelectMany(text => new Query[]
        {
            new Query.Text(text, TextMatch.Phrase, PassageSchema.Text),
            new Query.Text(text, TextMatch.Phrase, PassageSchema.HeadingText),
        }).Append(new Query.Text(word.Text, TextMatch.Phrase, PassageSchema.UnitText))]);
}
