namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <summary>Which documents match a query, and BM25F as the textbook writes it, in 64 bits.</summary>
internal sealed class PlainScorer
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly PlainIndex _index;
    private readonly double[] _averages;
    private readonly Dictionary<string, int> _documentFrequencies = [];

    public PlainScorer(PlainIndex index)
    {
        _index = index;
        _averages = [.. index.Schema.Texts.Select((_, field) => index.Documents
            .Select(document => document.Texts[field].Length)
            .Where(length => length > 0)
            .DefaultIfEmpty(0)
            .Average())];
    }

    /// <summary>A function from a document to its score, or to null where it does not match.</summary>
    public Func<PlainDocument, double?> Prepared(Query query)
    {
        switch (query)
        {
            case Query.Everything:
                return _ => 0;
            case Query.Where where:
                return document => PlainFilter.Matches(_index.Schema, where.Filter, document) ? 0 : null;
            case Query.Not not:
                var excluded = Prepared(not.Clause);
                return document => excluded(document) is null ? 0 : null;
            case Query.And and:
                var all = and.Clauses.Select(Prepared).ToList();
                // No clauses match nothing, as with or.
                return document => all.Count == 0 ? null : all.Aggregate((double?)0, (sum, clause) => sum + clause(document));
            case Query.Or or:
                var any = or.Clauses.Select(Prepared).ToList();
                return document => any.Select(clause => clause(document))
                    .Aggregate((double?)null, (sum, score) => score is null ? sum : (sum ?? 0) + score);
            case Query.AtLeast atLeast:
                var weighted = atLeast.Clauses.Select(clause => (Score: Prepared(clause.Clause), clause.Weight)).ToList();
                return document =>
                {
                    var held = weighted.Select(clause => (Score: clause.Score(document), clause.Weight))
                        .Where(clause => clause.Score is not null).ToList();
                    return held.Count > 0 && held.Sum(clause => clause.Weight) >= atLeast.Minimum ? held.Sum(clause => clause.Score) : null;
                };
            case Query.Text text:
                return Text(text);
            case Query.Like like:
                return Like(like);
            case Query.Ranked ranked:
                return Ranked(ranked);
            case Query.Constant constant:
                var matched = Prepared(constant.Clause);
                return document => matched(document) is null ? null : constant.Score;
            case Query.Boost boost:
                var boosted = Prepared(boost.Clause);
                return document => boosted(document) * boost.Factor;
            case Query.Prefer prefer:
                var (required, preferred) = (Prepared(prefer.Clause), prefer.Preferred.Select(Prepared).ToList());
                return document => required(document) + preferred.Sum(clause => clause(document) ?? 0);
            case Query.Near near:
                return Verified(near.Texts, near.Field, text => PlainPatterns.Near(text, near));
            case Query.Pattern pattern:
                return Verified(pattern.Parts, pattern.Field, text => PlainPatterns.Pattern(text, pattern));
            default:
                throw new ArgumentOutOfRangeException(nameof(query));
        }
    }

    private Func<PlainDocument, double?> Text(Query.Text text)
    {
        var folded = PlainText.Folded(text.Value);
        var terms = PlainText.Terms(folded);
        var fields = FieldsOf(text.Field);
        Func<PlainDocument, bool> matches = text.Match switch
        {
            TextMatch.Any => document => terms.Any(term => fields.Any(field => document.Count(field, term) > 0)),
            TextMatch.All => document => terms.Count > 0 && terms.All(term => fields.Any(field => document.Count(field, term) > 0)),
            TextMatch.Phrase => document => folded.Length > 0
                && fields.Any(field => document.Folded[field].Contains(folded, StringComparison.Ordinal)),
            _ => document => folded.Length > 0 && fields.Any(field => document.Texts[field].Contains(text.Value, StringComparison.Ordinal)),
        };
        return document => matches(document) ? terms.Sum(term => Score(document, fields, term)) : null;
    }

    private Func<PlainDocument, double?> Ranked(Query.Ranked ranked)
    {
        var folded = PlainText.Folded(ranked.Value);
        var terms = PlainText.Terms(folded);
        var units = folded.Where(PlainText.IsChinese).Select(c => c.ToString()).Distinct().Except(terms).ToList();
        var fields = FieldsOf(ranked.Field);
        var needed = terms.Sum(Idf) * ranked.MinimumShare;
        return document =>
        {
            var held = terms.Where(term => fields.Any(field => document.Count(field, term) > 0)).ToList();

            // A share that is met but for a rounding is met.
            return held.Count == 0 || held.Sum(Idf) < needed * (1 - 1e-6)
                ? null
                : terms.Sum(term => Score(document, fields, term)) + 0.7 * units.Sum(unit => Score(document, fields, unit));
        };
    }

    private Func<PlainDocument, double?> Verified(IReadOnlyList<string> texts, string? field, Func<string, bool> holds)
    {
        var terms = texts.SelectMany(text => PlainText.Terms(PlainText.Folded(text))).Distinct().ToList();
        var fields = FieldsOf(field);
        return document => fields.Any(place => holds(document.Texts[place])) ? terms.Sum(term => Score(document, fields, term)) : null;
    }

    private Func<PlainDocument, double?> Like(Query.Like like)
    {
        var terms = LikeTerms(like);
        var fields = FieldsOf(null);
        return document => terms.Any(document.Contains) ? terms.Sum(term => Score(document, fields, term)) : null;
    }

    public IReadOnlyList<string> LikeTerms(Query.Like like) =>
        [.. PlainText.RunTerms(PlainText.Folded(like.Value))
            .GroupBy(term => term)
            .Where(times => DocumentFrequency(times.Key) > 0)
            // The sort is stable: equals keep the order of their first appearance.
            .OrderByDescending(times => times.Count() * (float)Idf(times.Key))
            .Take(like.Terms)
            .Select(times => times.Key)];

    private double Score(PlainDocument document, IEnumerable<int> fields, string term)
    {
        var frequency = 0.0;
        foreach (var field in fields)
        {
            if (document.Count(field, term) is > 0 and var count)
                frequency += _index.Schema.Texts[field].Weight * count / (1 - B + (B * document.Texts[field].Length / _averages[field]));
        }

        return Idf(term) * frequency / (K1 + frequency);
    }

    private double Idf(string term) =>
        Math.Log(1 + ((_index.Documents.Count - DocumentFrequency(term) + 0.5) / (DocumentFrequency(term) + 0.5)));

    private int DocumentFrequency(string term)
    {
        if (!_documentFrequencies.TryGetValue(term, out var known))
            _documentFrequencies[term] = known = _index.Documents.Count(document => document.Contains(term));
        return known;
    }

    private int[] FieldsOf(string? name) =>
        [.. Enumerable.Range(0, _index.Schema.Texts.Count).Where(i => name is null || _index.Schema.Texts[i].Name == name)];
}
