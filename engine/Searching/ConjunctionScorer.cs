using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Documents with all of some terms, and with a whole phrase where one is given. The rarest term leads. Unless all matches are needed,
/// ranges in which the sum of the terms' score bounds does not exceed the threshold are skipped. The stored text, which is expensive to
/// read, is compared last.
/// </summary>
internal sealed class ConjunctionScorer : SegmentScorer
{
    private readonly TermCursor[] _terms;
    private readonly PhraseVerifier? _phrase;
    private readonly Wanted _wanted;
    private readonly CancellationCheck _cancellation;
    private int _next;
    private int _boundedTo = -1;

    public ConjunctionScorer(IEnumerable<TermCursor> terms, PhraseVerifier? phrase, Wanted wanted, CancellationCheck cancellation)
    {
        _terms = [.. terms.OrderBy(term => term.Cost)];
        (_phrase, _wanted, _cancellation) = (phrase, wanted, cancellation);
    }

    public override bool Next(Window window, double threshold)
    {
        var document = FindCandidate(threshold);
        if (document == Cursor.End)
            return false;
        window.MoveTo(document);
        for (; document < window.End; document = FindCandidate(threshold))
        {
            _next = document + 1;
            if (!_wanted.IsRelevant(document))
                continue;
            var isHit = _wanted.IsHit(document);
            var score = isHit ? Score() : 0;
            if (!_wanted.Counting && (!isHit || score <= threshold))
                continue;
            if (_phrase is not null && !_phrase.Matches(document))
                continue;
            window.Match(document);
            if (isHit)
                window.Score(document, score);
        }

        return true;
    }

    /// <summary>The next document with all terms that may exceed the threshold.</summary>
    private int FindCandidate(double threshold)
    {
        // Invariant: no needed match before `_next` is left. Ends because `_next` grows in each round.
        while (_next != Cursor.End)
        {
            _cancellation.Step();
            if (!_wanted.Counting && _next > _boundedTo && UpperBoundAt(_next) <= threshold)
            {
                _next = _boundedTo == Cursor.End ? Cursor.End : _boundedTo + 1;
                continue;
            }

            var document = FirstCommonDocument(_next);
            if (document == _next || _wanted.Counting || document <= _boundedTo)
                return _next = document;
            _next = document;
        }

        return Cursor.End;
    }

    private double UpperBoundAt(int target)
    {
        double sum = 0;
        _boundedTo = Cursor.End;
        foreach (var term in _terms)
        {
            sum += term.BoundAt(target, out var last);
            _boundedTo = Math.Min(_boundedTo, last);
        }

        return sum;
    }

    /// <summary>The first document at or after a target that all terms have.</summary>
    private int FirstCommonDocument(int target)
    {
        var agreed = 0;
        while (agreed < _terms.Length)
        {
            var term = _terms[agreed];
            if (term.Document < target)
                term.Advance(target);
            if (term.Document == target)
            {
                agreed++;
                continue;
            }

            _cancellation.Step();
            target = term.Document;
            if (target == Cursor.End)
                return Cursor.End;
            agreed = agreed == 0 ? 1 : 0;
        }

        return target;
    }

    private double Score()
    {
        double sum = 0;
        foreach (var term in _terms)
            sum += term.Score();
        return sum;
    }
}
