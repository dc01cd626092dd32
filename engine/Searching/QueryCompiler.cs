using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Cursors;
using KnowledgeBase.Engine.Postings;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Validates a query against the limits and turns it into a cursor or scorer for each segment.</summary>
internal sealed class QueryCompiler
{
    private const int MaxTermsPerClause = 8;

    /// <summary>Less than 1 by what adding the same weights in another order can change.</summary>
    private const double Tolerance = 1 - 1e-9;

    private readonly IndexView _index;
    private readonly IndexOptions _options;
    private readonly CancellationCheck _cancellation;
    private readonly Dictionary<uint, float> _idfs = [];
    private readonly Dictionary<Query, uint[]> _likeTerms = new(ReferenceEqualityComparer.Instance);
    private readonly Action<IndexDamagedException>? _damaged;
    private int _clauses;
    private int _terms;

    /// <param name="damaged">Called where the statistics of a segment cannot be read, which then lack it; null refuses.</param>
    /// <exception cref="IndexArgumentException">An unknown field, or more than the options allow.</exception>
    public QueryCompiler(
        Query query,
        IndexView index,
        IndexOptions options,
        CancellationCheck cancellation,
        Action<IndexDamagedException>? damaged = null)
    {
        (_index, _options, _cancellation, _damaged) = (index, options, cancellation, damaged);
        Validate(query, 1);
    }

    /// <summary>The scorer of a query in a segment, or null where nothing in it can match.</summary>
    public SegmentScorer? Scorer(Query query, SegmentView segment, Wanted wanted)
    {
        switch (query)
        {
            case Query.Text { Match: TextMatch.Any } text:
                return Disjunction(segment, QueryTerms(segment, text), FieldOf(text), wanted);
            case Query.Ranked ranked:
                return Disjunction(segment, ranked, wanted);
            case Query.Like like:
                return Disjunction(segment, LikeTerms(like), null, wanted);
            case Query.Text { Match: TextMatch.All } text:
                return Conjunction(segment, QueryTerms(segment, text), FieldOf(text), null, wanted);
            case Query.Text text when QueryTerms(segment, text).Length > 0:
                var required = BigramAnalyzer.RequiredTerms(text.Value, segment.Reader.Folding);
                return Conjunction(segment, required, FieldOf(text), Verifier(segment, text), wanted);
            default:
                return Compile(query, segment) is { } cursor ? new CursorScorer(cursor, wanted, _cancellation) : null;
        }
    }

    /// <summary>Documents that have all terms of a phrase, as <see cref="Verifier"/> takes them; null where there are none.</summary>
    public SegmentScorer? Candidates(Query.Text phrase, SegmentView segment, Wanted wanted)
    {
        // Scores are not wanted, so that the terms' frequencies in all segments need not be looked up.
        TermCursor?[] cursors = [.. BigramAnalyzer.RequiredTerms(phrase.Value, segment.Reader.Folding)
            .Select(term => Unweighted(segment, term, FieldOf(phrase)))];
        return cursors.Length == 0 || cursors.Contains(null)
            ? null
            : new ConjunctionScorer(cursors!, segment.Reader.Documents, null, wanted, _cancellation);
    }

    private DisjunctionScorer? Disjunction(SegmentView segment, uint[] terms, int? field, Wanted wanted)
    {
        (TermCursor, double)[] cursors =
            [.. terms.Select(term => Term(segment, term, field)).OfType<TermCursor>().Select(cursor => (cursor, 0.0))];
        return cursors.Length == 0 ? null : new DisjunctionScorer(cursors, [], 0, segment.Reader.Documents, wanted, _cancellation);
    }

    private DisjunctionScorer? Disjunction(SegmentView segment, Query.Ranked ranked, Wanted wanted)
    {
        var (matching, scoring, needed) = Terms(segment, ranked);
        return matching.Count == 0
            ? null
            : new DisjunctionScorer(matching, scoring, needed, segment.Reader.Documents, wanted, _cancellation);
    }

    /// <summary>The cursors of a ranked text, with the weight that a document must hold.</summary>
    private (List<(TermCursor Cursor, double Weight)> Matching, List<TermCursor> Scoring, double Needed) Terms(
        SegmentView segment, Query.Ranked ranked)
    {
        var folding = segment.Reader.Folding;
        var field = FieldOf(ranked.Field);
        var matching = new List<(TermCursor, double)>();
        double all = 0;
        foreach (var term in BigramAnalyzer.QueryTerms(ranked.Value, folding))
        {
            // The same order of adding as in a document's own sum, so that a share of 1 is met by what has all terms.
            all += Idf(term);
            if (Term(segment, term, field) is { } cursor)
                matching.Add((cursor, Idf(term)));
        }

        List<TermCursor> scoring = [.. RankedTerms.Scoring(ranked.Value, folding)
            .Select(term => Term(segment, term, field, RankedTerms.UnigramWeight)).OfType<TermCursor>()];
        return (matching, scoring, all * ranked.MinimumShare * Tolerance);
    }

    private SegmentScorer? Conjunction(SegmentView segment, uint[] terms, int? field, PhraseVerifier? phrase, Wanted wanted)
    {
        // One term is the same either way, and a disjunction need not score what it counts.
        if (terms.Length == 1 && phrase is null)
            return Disjunction(segment, terms, field, wanted);
        TermCursor?[] cursors = [.. terms.Select(term => Term(segment, term, field))];
        return cursors.Length == 0 || cursors.Contains(null)
            ? null
            : new ConjunctionScorer(cursors!, segment.Reader.Documents, phrase, wanted, _cancellation);
    }

    /// <summary>What no document can score above: a term's score is always below its idf.</summary>
    public double Bound(Query query) => query switch
    {
        Query.Text text => Idfs(BigramAnalyzer.QueryTerms(text.Value, Folding.Current)),
        Query.Ranked ranked => Idfs(BigramAnalyzer.QueryTerms(ranked.Value, Folding.Current))
            + RankedTerms.UnigramWeight * Idfs(RankedTerms.Scoring(ranked.Value, Folding.Current)),
        Query.Like like => Idfs(LikeTerms(like)),
        Query.Near near => Idfs(near.Texts.SelectMany(text => BigramAnalyzer.QueryTerms(text, Folding.Current)).Distinct()),
        Query.Pattern pattern => Idfs(pattern.Parts.SelectMany(part => BigramAnalyzer.QueryTerms(part, Folding.Current)).Distinct()),
        Query.And and => and.Clauses.Sum(Bound),
        Query.Or or => or.Clauses.Sum(Bound),
        Query.AtLeast atLeast => atLeast.Clauses.Sum(one => Bound(one.Clause)),
        Query.Prefer prefer => Bound(prefer.Clause) + prefer.Preferred.Sum(Bound),
        Query.Boost boost => Math.Max(0, boost.Factor) * Bound(boost.Clause),
        Query.Constant constant => Math.Max(0, constant.Score),
        _ => 0,
    };

    private double Idfs(IEnumerable<uint> terms) => terms.Sum(term => (double)Idf(term));

    /// <summary>The cursor, or null where nothing in the segment can match.</summary>
    public Cursor? Compile(Query query, SegmentView segment) => query switch
    {
        Query.Everything => All(segment),
        Query.Text text => Compile(text, segment),
        Query.Like like => Any(segment, LikeTerms(like), null),
        Query.In documents => In(documents, segment),
        Query.Ranked ranked => Compile(ranked, segment),
        Query.Boost boost => Compile(boost.Clause, segment) is { } boosted ? new BoostCursor(boosted, boost.Factor) : null,
        Query.Constant constant => Compile(constant.Clause, segment) is { } matching ? new ConstantCursor(matching, constant.Score) : null,
        Query.Prefer prefer => Compile(prefer, segment),
        Query.Near near =>
            Verified(segment, near.Texts, near.Field, new NearMatcher(near.Texts, near.Distance, near.InSentence, segment.Reader.Folding)),
        Query.Pattern pattern =>
            Verified(segment, pattern.Parts, pattern.Field, new WildcardMatcher(pattern.Parts, pattern.Gap, segment.Reader.Folding)),
        Query.Where where => new BitSetCursor(FilterCompiler.Compile(where.Filter, _index.Schema, segment.Reader)),
        Query.And and => And(and.Clauses.Select(clause => Compile(clause, segment))),
        Query.Or or => Or(or.Clauses.Select(clause => Compile(clause, segment))),
        Query.AtLeast atLeast => AtLeast(atLeast, segment),
        Query.Not not => Compile(not.Clause, segment) is { } excluded
            ? new NotCursor(excluded, segment.Reader.Documents, _cancellation)
            : All(segment),
        _ => throw new IndexArgumentException($"a query of type {query.GetType().Name} is unknown."),
    };

    private RankedCursor? Compile(Query.Ranked ranked, SegmentView segment)
    {
        var (matching, scoring, needed) = Terms(segment, ranked);
        return matching.Count == 0
            ? null
            : new RankedCursor(
                matching.Select(one => ((Cursor)one.Cursor, one.Weight)), scoring, Math.Max(needed, double.Epsilon), _cancellation);
    }

    private RankedCursor? Compile(Query.Prefer prefer, SegmentView segment)
    {
        if (Compile(prefer.Clause, segment) is not { } clause)
            return null;
        return new RankedCursor([(clause, 1)], prefer.Preferred.Select(one => Compile(one, segment)).OfType<Cursor>(), 1, _cancellation);
    }

    /// <summary>Documents with all terms of some texts whose stored text has the pattern.</summary>
    private PhraseCursor? Verified(SegmentView segment, IReadOnlyList<string> texts, string? fieldName, ITextPattern pattern)
    {
        var field = FieldOf(fieldName);
        uint[] terms = [.. texts.SelectMany(text => BigramAnalyzer.RequiredTerms(text, segment.Reader.Folding)).Distinct()];

        // A text of spaces alone makes candidates and scores 0; in no other text is a space a term.
        var cursors = terms.Select(term => Term(segment, term, field, scored: term != BigramAnalyzer.Unigram(' ')));
        if (terms.Length == 0 || And(cursors) is not { } candidates)
            return null;
        return new PhraseCursor(candidates, new PhraseVerifier(segment.Reader, pattern, AllTexts(field), _damaged), _cancellation);
    }

    private Cursor? Compile(Query.Text text, SegmentView segment)
    {
        var field = FieldOf(text);
        return text.Match switch
        {
            TextMatch.Any => Any(segment, QueryTerms(segment, text), field),
            TextMatch.All => Every(segment, QueryTerms(segment, text), field),
            _ => Phrase(segment, text, field),
        };
    }

    private Cursor? Phrase(SegmentView segment, Query.Text text, int? field)
    {
        // A query of spaces alone has no terms: the candidates are the texts with a space, and score 0.
        var scored = QueryTerms(segment, text).Length > 0;
        if (Every(segment, BigramAnalyzer.RequiredTerms(text.Value, segment.Reader.Folding), field, scored) is not { } candidates)
            return null;
        return Verifier(segment, text) is { } verifier ? new PhraseCursor(candidates, verifier, _cancellation) : candidates;
    }

    /// <summary>
    /// The check of the stored text that candidates need, or null where having the term is enough: it is one unigram or bigram, and for an
    /// exact match of characters without folding variants.
    /// </summary>
    public PhraseVerifier? Verifier(SegmentView segment, Query.Text text)
    {
        var exact = text.Match == TextMatch.Exact;
        var folding = segment.Reader.Folding;
        if (BigramAnalyzer.IsSingleTerm(text.Value, folding) && (!exact || text.Value.All(folding.HasNoVariants)))
            return null;
        return new PhraseVerifier(
            segment.Reader, new SubstringMatcher(text.Value, exact ? null : folding), AllTexts(FieldOf(text)), _damaged);
    }

    private static uint[] QueryTerms(SegmentView segment, Query.Text text) => BigramAnalyzer.QueryTerms(text.Value, segment.Reader.Folding);

    private int[] AllTexts(int? field) => field is { } only ? [only] : [.. Enumerable.Range(0, _index.Schema.Texts.Count)];

    private int? FieldOf(Query.Text text) => FieldOf(text.Field);

    private int? FieldOf(string? field) => field is { } name ? Fields.Text(_index.Schema, name) : null;

    private Cursor? Any(SegmentView segment, uint[] terms, int? field) => Or(terms.Select(term => Term(segment, term, field)));

    private Cursor? Every(SegmentView segment, uint[] terms, int? field, bool scored = true) =>
        And(terms.Select(term => Term(segment, term, field, scored)));

    private TermCursor? Term(SegmentView segment, uint term, int? field, bool scored = true) => Term(segment, term, field, scored ? 1f : 0);

    private TermCursor? Term(SegmentView segment, uint term, int? field, float weight)
    {
        if (segment.Reader.Postings(term) is not { } postings)
            return null;
        return Term(segment, term, postings, field, weight == 0 ? 0 : weight * Idf(term));
    }

    private TermCursor? Unweighted(SegmentView segment, uint term, int? field) =>
        segment.Reader.Postings(term) is { } postings ? Term(segment, term, postings, field, idf: 1) : null;

    private TermCursor Term(SegmentView segment, uint term, PostingsReader postings, int? field, float idf)
    {
        var set = TermSetCache.Of(segment.Reader, term, postings);
        return new TermCursor(postings, _index.Weights(segment, field), segment.Reader.Lengths, idf, segment.ImpactScale, set);
    }

    private float Idf(uint term)
    {
        if (!_idfs.TryGetValue(term, out var idf))
            _idfs.Add(term, idf = _index.Idf(term, _damaged));
        return idf;
    }

    /// <summary>The most significant terms of a text: see <see cref="BigramAnalyzer"/>.</summary>
    public uint[] LikeTerms(Query.Like like)
    {
        if (!_likeTerms.TryGetValue(like, out var terms))
        {
            terms = [.. BigramAnalyzer.TermCounts(like.Value, Folding.Current)
                .Where(entry => _index.DocumentFrequency(entry.Key, _damaged) > 0)
                .OrderByDescending(entry => entry.Value * Idf(entry.Key))
                .Take(like.Terms)
                .Select(entry => entry.Key)];
            _likeTerms.Add(like, terms);
        }

        return terms;
    }

    private static AllCursor All(SegmentView segment) => new(segment.Reader.Documents);

    private Cursor? And(IEnumerable<Cursor?> clauses)
    {
        var cursors = new List<Cursor>();
        foreach (var cursor in clauses)
        {
            if (cursor is null)
                return null;
            cursors.Add(cursor);
        }

        return cursors.Count switch
        {
            0 => null,
            1 => cursors[0],
            _ => new AndCursor(cursors, _cancellation),
        };
    }

    private Cursor? Or(IEnumerable<Cursor?> clauses)
    {
        Cursor[] cursors = [.. clauses.OfType<Cursor>()];
        return cursors.Length switch
        {
            0 => null,
            1 => cursors[0],
            _ => new OrCursor(cursors, _cancellation),
        };
    }

    private static BitSetCursor? In(Query.In query, SegmentView segment)
    {
        BitSet? members = null;
        foreach (var document in query.Documents)
            if (document >= segment.First && document - segment.First < segment.Reader.Documents)
                (members ??= new BitSet(segment.Reader.Documents)).Set(document - segment.First);
        return members is null ? null : new BitSetCursor(members);
    }

    private AtLeastCursor? AtLeast(Query.AtLeast query, SegmentView segment)
    {
        var clauses = new List<(Cursor, double)>();
        foreach (var (clause, weight) in query.Clauses)
            if (Compile(clause, segment) is { } cursor)
                clauses.Add((cursor, weight));
        return clauses.Count == 0 ? null : new AtLeastCursor(clauses, query.Minimum, _cancellation);
    }

    private void Validate(Query query, int depth)
    {
        if (depth > _options.MaxDepth)
            throw new IndexArgumentException($"a query is nested at most {_options.MaxDepth} deep.");
        if (++_clauses > _options.MaxClauses)
            throw new IndexArgumentException($"a query has at most {_options.MaxClauses} clauses.");
        switch (query)
        {
            case Query.Text text:
                if (text.Field is { } name)
                    Fields.Text(_index.Schema, name);
                CountTerms(text.Value.Length);
                break;
            case Query.Where where:
                FilterCompiler.Validate(where.Filter, _index.Schema);
                break;
            case Query.Like like:
                CountTerms(Math.Min(like.Terms, like.Value.Length));
                break;
            case Query.Ranked ranked:
                FieldOf(ranked.Field);
                CountTerms(2 * ranked.Value.Length);
                break;
            case Query.Near near:
                FieldOf(near.Field);
                CountTerms(near.Texts.Sum(text => text.Length));
                break;
            case Query.Pattern pattern:
                FieldOf(pattern.Field);
                CountTerms(pattern.Parts.Sum(part => part.Length));
                break;
            case Query.Constant constant:
                Validate(constant.Clause, depth + 1);
                break;
            case Query.Boost boost:
                Validate(boost.Clause, depth + 1);
                break;
            case Query.Prefer prefer:
                Validate(prefer.Clause, depth + 1);
                foreach (var clause in prefer.Preferred)
                    Validate(clause, depth + 1);
                break;
            case Query.And and:
                foreach (var clause in and.Clauses)
                    Validate(clause, depth + 1);
                break;
            case Query.AtLeast atLeast:
                foreach (var (clause, weight) in atLeast.Clauses)
                {
                    if (!(weight > 0) || double.IsInfinity(weight))
                        throw new IndexArgumentException($"the weight of a clause is a number above 0, not {weight}.");
                    Validate(clause, depth + 1);
                }

                break;
            case Query.Or or:
                foreach (var clause in or.Clauses)
                    Validate(clause, depth + 1);
                break;
            case Query.Not not:
                Validate(not.Clause, depth + 1);
                break;
        }
    }

    /// <summary>Every code unit of a query can be a term, and each term costs memory in each segment.</summary>
    private void CountTerms(int atMost)
    {
        var limit = (long)_options.MaxClauses * MaxTermsPerClause;
        if (atMost > limit || (_terms += atMost) > limit)
            throw new IndexArgumentException($"the texts of a query have together at most {limit} characters.");
    }
}
