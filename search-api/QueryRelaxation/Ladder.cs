using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Wording;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.QueryLines;
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

    /// <summary>What names a fault (跟不上, 不严) is said in a hundred ways; what it is the fault of weighs more.</summary>
    private const double FaultShare = 0.25;

    /// <summary>What a passage scores that holds a text in another wording: as much as a rare phrase of four characters.</summary>
    private const double WordingScore = 15;

    private const double LeastShareOfTopics = 0.6;

    /// <summary>As much as a word of the line.</summary>
    private const double SectionScore = 8;

    /// <summary>How much more a word counts as typed than in another wording.</summary>
    private const double AsTyped = 0.25;

    /// <summary>More words than these are a pasted sentence; its heaviest ones decide.</summary>
    private const int MostWords = 12;

    private static readonly Query ProblemSections = new Query.Where(
        new Filter.Keyword(PassageSchema.Section, [nameof(SectionType.存在问题), nameof(SectionType.原因分析)]));

    private readonly bool _namesFault = FaultWords.AreIn(QueryTranslation.Words(root));

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
                Preferred(QueryTranslation.Translate(root, text => new Query.Or([Synonymous(text), Together(words[text])]))),
                [.. words.Values.SelectMany(all => all).Select(word => word.Text).Distinct(StringComparer.Ordinal)]);
        }

        if (Parts(words) is { } parts)
            yield return parts;
        if (Characters(words) is { } characters)
            yield return characters;

        Query.And Together(IReadOnlyList<QueryWord> all) => new([.. all.Select(Weighed)]);

        // What holds many of the wordings says it no better than what holds one.
        Query Synonymous(string text) => variants[text].Count == 0
            ? QueryTranslation.AsWritten(text)
            : new Query.Prefer(new Query.Constant(OneOf([text, .. variants[text]]), WordingScore), [QueryTranslation.AsWritten(text)]);

        static Query.Or OneOf(IReadOnlyList<string> all) => new([.. all.Select(QueryTranslation.AsWritten)]);
    }

    /// <summary>Most words: those of the line's top level together; what else the line requires stays required.</summary>
    private LadderStep? Parts(Dictionary<string, IReadOnlyList<QueryWord>> words)
    {
        IReadOnlyList<QueryNode> nodes = root is QueryNode.And and ? and.Nodes : [root!];
        var loose = nodes.OfType<QueryNode.Word>().SelectMany(word => words[word.Text]).DistinctBy(word => word.Text).ToList();
        var weighted = loose.Select(word => (Word: word, Weight: WeightOf(word))).ToList();

        // A word that no passage has says nothing about any of them; it is let go and named.
        var clauses = weighted
            .Where(entry => entry.Weight > 0)
            .Select(entry => (entry.Word, Clause: new WeightedClause(Weighed(entry.Word), entry.Weight)))
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

        // In a section of problems the fault is said by the section itself: what it is the fault of is enough.
        var topics = clauses.Where(entry => !FaultWords.Names(entry.Word.Text)).Select(entry => entry.Clause).ToList();
        if (_namesFault && topics.Count > 0)
        {
            var subject = new Query.AtLeast(topics, LeastShareOfTopics * topics.Sum(one => one.Weight));
            most = new Query.Or([most, new Query.And([ProblemSections, subject])]);
        }

        most = Preferred(most);
        return new LadderStep(
            MatchKind.Parts,
            fixedNodes.Any() ? new Query.And([most, .. fixedNodes]) : most,
            [.. clauses.Select(entry => entry.Word.Text)]);
    }

    /// <summary>
    /// For words that no list has: passages that hold much of the line's pairs of characters, by weight, those of words that name a fault
    /// aside. A pair within a word that was cut wrongly is rare and weighs much, so a lower share than of words is most of it.
    /// </summary>
    private LadderStep? Characters(Dictionary<string, IReadOnlyList<QueryWord>> words)
    {
        IReadOnlyList<QueryNode> nodes = root is QueryNode.And and ? and.Nodes : [root!];
        var loose = nodes.OfType<QueryNode.Word>().Select(word => word.Text).Distinct(StringComparer.Ordinal).ToList();
        if (loose.Count == 0)
            return null;
        var rest = nodes.Where(node => node is not QueryNode.Word)
            .Select(node => QueryTranslation.Translate(node, QueryTranslation.AsWritten));
        var topics = loose.SelectMany(text => words[text]).Select(word => word.Text)
            .Where(word => !FaultWords.Names(word))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (topics.Count == 0)
            return null;
        var ranked = Preferred(new Query.Ranked(string.Join(' ', topics), LeastShareOfPairs));
        return new LadderStep(MatchKind.Parts, rest.Any() ? new Query.And([ranked, .. rest]) : ranked, loose);
    }

    /// <summary>Where a line names a fault, sections in which reports name theirs come first.</summary>
    private Query Preferred(Query query) => _namesFault
        ? new Query.Prefer(query, [new Query.Constant(ProblemSections, SectionScore)])
        : query;

    /// <summary>How rare a word is, in bits; 0 where no passage speaks of it.</summary>
    private double WeightOf(QueryWord word) => countOf(word.Text, Spoken(word)) is > 0 and var count
        ? Math.Log2(1 + (passages / (double)count)) * (FaultWords.Names(word.Text) ? FaultShare : 1)
        : 0;

    /// <summary>
    /// What speaks of a word scores its weight, whether once or in many wordings: a passage that lists all faults of a year holds them all.
    /// </summary>
    private Query Weighed(QueryWord word)
    {
        var weight = WeightOf(word);
        return new Query.Prefer(
            new Query.Constant(Spoken(word), weight),
            [new Query.Constant(new Query.Text(word.Text, TextMatch.Phrase, PassageSchema.Text), weight * AsTyped)]);
    }

    /// <summary>
    /// A passage speaks of a word where its text or heading holds it in one of its wordings, or its unit's name as typed. A title stands at
    /// every passage of a report.
    /// </summary>
    private static Query.Or Spoken(QueryWord word) =>
        new Query.Or([.. word.Others.Prepend(word.Text).SelectMany(text => new Query[]
        {
            new Query.Text(text, TextMatch.Phrase, PassageSchema.Text),
            new Query.Text(text, TextMatch.Phrase, PassageSchema.HeadingText),
        }).Append(new Query.Text(word.Text, TextMatch.Phrase, PassageSchema.UnitText))]);
}
