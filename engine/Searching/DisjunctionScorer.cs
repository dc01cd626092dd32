using System.Numerics;
using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Documents with at least one of some terms, by block-max MaxScore (Turtle, Flood 1995; Ding, Suel 2011; Mallia et al. 2017), a window at a time.
/// In a window the terms are ordered by the bound of their scores there. The first of them whose bounds together do not exceed the
/// threshold cannot make a hit by themselves: the others are added up for all their documents, these only for documents that still may get there.
/// </summary>
internal sealed class DisjunctionScorer : SegmentScorer
{
    private readonly TermCursor[] _terms;
    private readonly float[] _bounds;
    private readonly Wanted _wanted;
    private readonly Patience _patience;
    private readonly int _documents;
    private int _next;

    public DisjunctionScorer(IEnumerable<TermCursor> terms, int documents, Wanted wanted, Patience patience)
    {
        _terms = [.. terms];
        _bounds = new float[_terms.Length];
        (_documents, _wanted, _patience) = (documents, wanted, patience);
    }

    public override bool Next(Window window, double threshold)
    {
        // Ends because each round moves on by a window.
        while (_next < _documents)
        {
            _patience.Look();
            var (start, end) = (_next, _next + Window.Size);
            _next = end;
            double sum = 0;
            for (var i = 0; i < _terms.Length; i++)
                sum += _bounds[i] = _terms[i].BoundIn(start, end);
            if (sum == 0)
            {
                if (Array.TrueForAll(_terms, term => term.EndsBefore(end)))
                    return false;
                continue;
            }

            if (sum <= threshold && !_wanted.Counting)
                continue;
            window.MoveTo(start);
            Fill(window, start, end, threshold);
            return true;
        }

        return false;
    }

    private void Fill(Window window, int start, int end, double threshold)
    {
        Array.Sort(_bounds, _terms);
        double weak = 0;
        var first = 0;
        // Where all matches count, all documents of all terms are needed anyway.
        while (!_wanted.Counting && first < _terms.Length && weak + _bounds[first] <= threshold)
            weak += _bounds[first++];
        for (var i = first; i < _terms.Length; i++)
            if (_bounds[i] > 0)
                _terms[i].Add(start, end, window.Matches, window.Scores);
        Array.Copy(window.Matches, window.Scored, window.Scored.Length);
        if (_wanted.Hits is { } hits)
            for (int i = 0, word = start >> 6; i < window.Scored.Length && word < hits.Words.Length; i++, word++)
                window.Scored[i] &= hits.Words[word];
        if (first > 0)
            Complete(window, start, threshold, first, weak);
    }

    /// <summary>Adds the weak terms to the documents that may still exceed the threshold, and unmarks the others as scored.</summary>
    private void Complete(Window window, int start, double threshold, int weakTerms, double weak)
    {
        for (var i = 0; i < window.Scored.Length; i++)
        {
            for (var word = window.Scored[i]; word != 0; word &= word - 1)
            {
                var place = i * 64 + BitOperations.TrailingZeroCount(word);
                if (!Complete(ref window.Scores[place], start + place, threshold, weakTerms, weak))
                    window.Scored[i] &= ~(1UL << place);
            }
        }
    }

    private bool Complete(ref double score, int document, double threshold, int weakTerms, double weak)
    {
        for (var t = weakTerms - 1; t >= 0; t--)
        {
            if (score + weak <= threshold)
                return false;
            weak -= _bounds[t];
            if (_bounds[t] == 0)
                continue;
            var term = _terms[t];
            if (term.Document < document)
                term.Advance(document);
            if (term.Document == document)
                score += term.Score();
        }

        return true;
    }
}
