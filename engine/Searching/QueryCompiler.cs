using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Codecs;
using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Validates a query against the limits and turns it into a cursor or scorer for each segment.</summary>
internal sealed class QueryCompiler
{
    private const int MaxTermsPerClause = 8;

    private readonly IndexView _index;
    private readonly IndexOptions _options;
    private readonly CancellationCheck _cancellation;
    private readonly Dictionary<uint, float> _idfs = [];
    private readonly Dictionary<Query, uint[]> _likeTerms = new(ReferenceEqualityComparer.Instance);
    private int _clauses;
    private int _terms;

    /// <exception cref="IndexArgumentException">An unknown field, or more than the options allow.</exception>
    public QueryCompiler(Query query, IndexView index, IndexOptions options, CancellationCheck cancellation)
    {
        (_index, _options, _cancellation) = (index, options, cancellation);
        Validate(query, 1);
    }

    /// <summary>The scorer of a query in a segment, or null where nothing in it can match.</summary>
    public SegmentScorer? Scorer(Query query, SegmentView segment, Wanted wanted)
    {
        switch (query)
        {
            case Query.Text { Match: TextMatch.Any } text:
                return Disjunction(segment, BigramAnalyzer.QueryTerms(text.Value), FieldOf(text), wanted);
            case Query.Like like:
                return Disjunction(segment, LikeTerms(like), null, wanted);
            case Query.Text { Match: TextMatch.All } text:
                return Conjunction(segment, BigramAnalyzer.QueryTerms(text.Value), FieldOf(text), null, wanted);
            case Query.Text text when BigramAnalyzer.QueryTerms(text.Value).Length > 0:
                return Conjunction(segment, BigramAnalyzer.RequiredTerms(text.Value), FieldOf(text), Verifier(segment, text), wanted);
            default:
                return Compile(query, segment) is { } cursor ? new CursorScorer(cursor, wanted, _cancellation) : null;
        }
    }

    private DisjunctionScorer? Disjunction(SegmentView segment, uint[] terms, int? field, Wanted wanted)
    {
        TermCursor[] cursors = [.. terms.Select(term => Term(segment, term, field)).OfType<TermCursor>()];
        return cursors.Length == 0 ? null : new DisjunctionScorer(cursors, segment.Reader.Documents, wanted, _cancellation);
    }

    private ConjunctionScorer? Conjunction(SegmentView segment, uint[] terms, int? field, PhraseVerifier? phrase, Wanted wanted)
    {
        TermCursor?[] cursors = [.. terms.Select(term => Term(segment, term, field))];
        return cursors.Length == 0 || cursors.Contains(null) ? null : new ConjunctionScorer(cursors!, segment.Reader.Documents, phrase, wanted, _cancellation);
    }

    /// <summary>The cursor, or null where nothing in the segment can match.</summary>
    public Cursor? Compile(Query query, SegmentView segment) => query switch
    {
        Query.Everything => All(segment),
        Query.Text text => Compile(text, segment),
        Query.Like like => Any(segment, LikeTerms(like), null),
        Query.In documents => In(documents, segment),
        Query.Where where => new BitSetCursor(FilterCompiler.Compile(where.Filter, _index.Schema, segment.Reader)),
        Query.And and => And(and.Clauses.Select(clause => Compile(clause, segment))),
        Query.Or or => Or(or.Clauses.Select(clause => Compile(clause, segment))),
        Query.AtLeast atLeast => AtLeast(atLeast, segment),
        Query.Not not => Compile(not.Clause, segment) is { } excluded
            ? new NotCursor(excluded, segment.Reader.Documents, _cancellation)
            : All(segment),
        _ => throw new IndexArgumentException($"a query of type {query.GetType().Name} is unknown."),
    };

    private Cursor? Compile(Query.Text text, SegmentView segment)
    {
        var field = FieldOf(text);
        return text.Match switch
        {
            TextMatch.Any => Any(segment, BigramAnalyzer.QueryTerms(text.Value), field),
            TextMatch.All => Every(segment, BigramAnalyzer.QueryTerms(text.Value), field),
            _ => Phrase(segment, text, field),
        };
    }

    private Cursor? Phrase(SegmentView segment, Query.Text text, int? field)
    {
        // A query of spaces alone has no terms: the candidates are the texts with a space, and score 0.
        var scored = BigramAnalyzer.QueryTerms(text.Value).Length > 0;
        if (Every(segment, BigramAnalyzer.RequiredTerms(text.Value), field, scored) is not { } candidates)
            return null;
        return Verifier(segment, text) is { } verifier ? new PhraseCursor(candidates, verifier, _cancellation) : candidates;
    }

    /// <summary>
    /// The check of the stored text that candidates need, or null where having the term is enough: it is one unigram or bigram, and for an
    /// exact match of characters without folding variants.
    /// </summary>
    private PhraseVerifier? Verifier(SegmentView segment, Query.Text text)
    {
        var exact = text.Match == TextMatch.Exact;
        if (BigramAnalyzer.IsSingleTerm(text.Value) && (!exact || text.Value.All(Folding.HasNoVariants)))
            return null;
        return new PhraseVerifier(segment.Reader, new SubstringMatcher(text.Value, exact), AllTexts(text));
    }

    private int[] AllTexts(Query.Text text) => FieldOf(text) is { } only ? [only] : [.. Enumerable.Range(0, _index.Schema.Texts.Count)];

    private int? FieldOf(Query.Text text) => text.Field is { } name ? Fields.Text(_index.Schema, name) : null;

    private Cursor? Any(SegmentView segment, uint[] terms, int? field) => Or(terms.Select(term => Term(segment, term, field)));

    private Cursor? Every(SegmentView segment, uint[] terms, int? field, bool scored = true) =>
        And(terms.Select(term => Term(segment, term, field, scored)));

    private TermCursor? Term(SegmentView segment, uint term, int? field, bool scored = true)
    {
        if (segment.Reader.Postings(term) is not { } postings)
            return null;
        var idf = scored ? Idf(term) : 0;
        return new TermCursor(postings, _index.Weights(segment, field), segment.Reader.Lengths, idf, segment.ImpactScale, TermSetCache.Of(segment.Reader, term, postings));
    }

    private float Idf(uint term)
    {
        if (!_idfs.TryGetValue(term, out var idf))
            _idfs.Add(term, idf = _index.Idf(term));
        return idf;
    }

    /// <summary>The most significant terms of a text: see <see cref="BigramAnalyzer"/>.</summary>
    public uint[] LikeTerms(Query.Like like)
    {
        if (!_likeTerms.TryGetValue(like, out var terms))
        {
            terms = [.. BigramAnalyzer.TermCounts(like.Value)
                .Where(entry => _index.DocumentFrequency(entry.Key) > 0)
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
