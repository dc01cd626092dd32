using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Documents with all of some terms, and with a whole text where one is given. The rarest term leads. While nothing is counted, stretches
/// in which the terms' bounds together do not exceed the threshold are skipped, and the stored text, which is dear to look at, is
/// looked at last.
/// </summary>
internal sealed class ConjunctionScorer : SegmentScorer
{
    private readonly TermCursor[] _terms;
    private readonly PhraseTest? _phrase;
    private readonly Wanted _wanted;
    private readonly Patience _patience;
    private int _next;
    private int _boundedTo = -1;

    public ConjunctionScorer(IEnumerable<TermCursor> terms, PhraseTest? phrase, Wanted wanted, Patience patience)
    {
        _terms = [.. terms.OrderBy(term => term.Cost)];
        (_phrase, _wanted, _patience) = (phrase, wanted, patience);
    }

    public override bool Next(Window window, double threshold)
    {
        var document = Find(threshold);
        if (document == Cursor.End)
            return false;
        window.MoveTo(document);
        for (; document < window.End; document = Find(threshold))
        {
            _next = document + 1;
            if (!_wanted.IsRelevant(document))
                continue;
            var isHit = _wanted.IsHit(document);
            var score = isHit ? Score() : 0;
            if (!_wanted.Counting && (!isHit || score <= threshold))
                continue;
            if (_phrase is not null && !_phrase.Holds(document))
                continue;
            window.Match(document);
            if (isHit)
                window.Score(document, score);
        }

        return true;
    }

    /// <summary>The next document with all terms that may exceed the threshold.</summary>
    private int Find(double threshold)
    {
        // Invariant: nothing wanted from before `_next` is left. Ends because `_next` grows in each round.
        while (_next != Cursor.End)
        {
            _patience.Step();
            if (!_wanted.Counting && _next > _boundedTo && BoundFrom(_next) <= threshold)
            {
                _next = _boundedTo == Cursor.End ? Cursor.End : _boundedTo + 1;
                continue;
            }

            var document = Agree(_next);
            if (document == _next || _wanted.Counting || document <= _boundedTo)
                return _next = document;
            _next = document;
        }

        return Cursor.End;
    }

    private double BoundFrom(int target)
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
    private int Agree(int target)
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

            _patience.Step();
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
