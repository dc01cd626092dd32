using KnowledgeBase.Engine.Analysis;
using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>Turns a query into a cursor for each segment, after it has been found to keep the limits.</summary>
internal sealed class QueryCompiler
{
    private const int MaxTermsPerClause = 8;

    private readonly IndexView _index;
    private readonly IndexOptions _options;
    private readonly Patience _patience;
    private readonly Dictionary<uint, float> _idfs = [];
    private readonly Dictionary<Query, uint[]> _likeTerms = new(ReferenceEqualityComparer.Instance);
    private int _clauses;
    private int _terms;

    /// <exception cref="ArgumentException">An unknown field, or more than the options allow.</exception>
    public QueryCompiler(Query query, IndexView index, IndexOptions options, Patience patience)
    {
        (_index, _options, _patience) = (index, options, patience);
        Validate(query, 1);
    }

    /// <summary>What finds the matches, or null where nothing in the segment can match.</summary>
    public SegmentScorer? Scorer(Query query, SegmentView segment, Wanted wanted)
    {
        switch (query)
        {
            case Query.Text { Match: TextMatch.Any } text:
                return Disjunction(segment, Grams.OfQuery(text.Value), FieldOf(text), wanted);
            case Query.Like like:
                return Disjunction(segment, LikeTerms(like), null, wanted);
            case Query.Text { Match: TextMatch.All } text:
                return Conjunction(segment, Grams.OfQuery(text.Value), FieldOf(text), null, wanted);
            case Query.Text text when Grams.OfQuery(text.Value).Length > 0:
                return Conjunction(segment, Grams.RequiredBy(text.Value), FieldOf(text), Test(segment, text), wanted);
            default:
                return Compile(query, segment) is { } cursor ? new CursorScorer(cursor, wanted, _patience) : null;
        }
    }

    private DisjunctionScorer? Disjunction(SegmentView segment, uint[] terms, int? field, Wanted wanted)
    {
        TermCursor[] cursors = [.. terms.Select(term => Term(segment, term, field)).OfType<TermCursor>()];
        return cursors.Length == 0 ? null : new DisjunctionScorer(cursors, segment.Reader.Documents, wanted, _patience);
    }

    private ConjunctionScorer? Conjunction(SegmentView segment, uint[] terms, int? field, PhraseTest? phrase, Wanted wanted)
    {
        TermCursor?[] cursors = [.. terms.Select(term => Term(segment, term, field))];
        return cursors.Length == 0 || cursors.Contains(null) ? null : new ConjunctionScorer(cursors!, phrase, wanted, _patience);
    }

    /// <summary>The cursor, or null where nothing in the segment can match.</summary>
    public Cursor? Compile(Query query, SegmentView segment) => query switch
    {
        Query.Everything => All(segment),
        Query.Text text => Compile(text, segment),
        Query.Like like => Any(segment, LikeTerms(like), null),
        Query.Where where => new BitsCursor(FilterCompiler.Compile(where.Filter, _index.Schema, segment.Reader)),
        Query.And and => And(and.Clauses.Select(clause => Compile(clause, segment))),
        Query.Or or => Or(or.Clauses.Select(clause => Compile(clause, segment))),
        Query.Not not => Compile(not.Clause, segment) is { } excluded ? new NotCursor(excluded, segment.Reader.Documents, _patience) : All(segment),
        _ => throw new ArgumentException($"a query of type {query.GetType().Name} is unknown."),
    };

    private Cursor? Compile(Query.Text text, SegmentView segment)
    {
        var field = FieldOf(text);
        return text.Match switch
        {
            TextMatch.Any => Any(segment, Grams.OfQuery(text.Value), field),
            TextMatch.All => Every(segment, Grams.OfQuery(text.Value), field),
            _ => Phrase(segment, text, field),
        };
    }

    private Cursor? Phrase(SegmentView segment, Query.Text text, int? field)
    {
        // A query of spaces has no terms: its score is 0, its candidates are the texts with a space.
        var scored = Grams.OfQuery(text.Value).Length > 0;
        if (Every(segment, Grams.RequiredBy(text.Value), field, scored) is not { } candidates)
            return null;
        return Test(segment, text) is { } test ? new PhraseCursor(candidates, test, _patience) : candidates;
    }

    /// <summary>The test that candidates must pass, or null where having the terms is enough: one pair of characters that look the same before folding.</summary>
    private PhraseTest? Test(SegmentView segment, Query.Text text)
    {
        var exact = text.Match == TextMatch.Exact;
        if (Grams.IsOneTerm(text.Value) && (!exact || text.Value.All(Folding.IsAlone)))
            return null;
        return new PhraseTest(segment.Reader, new Needle(text.Value, exact), AllTexts(text));
    }

    private int[] AllTexts(Query.Text text) => FieldOf(text) is { } only ? [only] : [.. Enumerable.Range(0, _index.Schema.Texts.Count)];

    private int? FieldOf(Query.Text text) => text.Field is { } name ? Fields.Text(_index.Schema, name) : null;

    private Cursor? Any(SegmentView segment, uint[] terms, int? field) => Or(terms.Select(term => Term(segment, term, field)));

    private Cursor? Every(SegmentView segment, uint[] terms, int? field, bool scored = true) => And(terms.Select(term => Term(segment, term, field, scored)));

    private TermCursor? Term(SegmentView segment, uint term, int? field, bool scored = true)
    {
        if (segment.Reader.Postings(term) is not { } postings)
            return null;
        return new TermCursor(postings, _index.Weights(segment, field), segment.Reader.Lengths, scored ? Idf(term) : 0, segment.ImpactScale);
    }

    private float Idf(uint term)
    {
        if (!_idfs.TryGetValue(term, out var idf))
            _idfs.Add(term, idf = _index.Idf(term));
        return idf;
    }

    /// <summary>The terms that tell a text from others: see <see cref="Grams"/>.</summary>
    public uint[] LikeTerms(Query.Like like)
    {
        if (!_likeTerms.TryGetValue(like, out var terms))
        {
            terms = [.. Grams.Counts(like.Value)
                .Where(entry => _index.Holding(entry.Key) > 0)
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
            _ => new AndCursor(cursors, _patience),
        };
    }

    private Cursor? Or(IEnumerable<Cursor?> clauses)
    {
        Cursor[] cursors = [.. clauses.OfType<Cursor>()];
        return cursors.Length switch
        {
            0 => null,
            1 => cursors[0],
            _ => new OrCursor(cursors, _patience),
        };
    }

    private void Validate(Query query, int depth)
    {
        if (depth > _options.MaxDepth)
            throw new ArgumentException($"a query is nested at most {_options.MaxDepth} deep.", nameof(query));
        if (++_clauses > _options.MaxClauses)
            throw new ArgumentException($"a query has at most {_options.MaxClauses} clauses.", nameof(query));
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
            throw new ArgumentException($"the texts of a query have together at most {limit} characters.");
    }
}
