using System.Numerics;
using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Documents with at least one of some terms, by block-max MaxScore (Turtle, Flood 1995; Ding, Suel 2011; Mallia et al. 2017), one window
/// at a time. In a window the terms are ordered by the bound of their scores there. The first ones whose bounds sum up to no more than the
/// threshold are non-essential: a document with these terms alone cannot be a hit. Essential terms are scored for all their documents,
/// non-essential ones only for documents whose score may still exceed the threshold.
/// </summary>
internal sealed class DisjunctionScorer : SegmentScorer
{
    private readonly TermCursor[] _terms;
    private readonly float[] _bounds;
    private readonly Wanted _wanted;
    private readonly CancellationCheck _cancellation;
    private readonly int _documents;
    private int _next;

    public DisjunctionScorer(IEnumerable<TermCursor> terms, int documents, Wanted wanted, CancellationCheck cancellation)
    {
        _terms = [.. terms];
        _bounds = new float[_terms.Length];
        (_documents, _wanted, _cancellation) = (documents, wanted, cancellation);
    }

    public override bool Next(Window window, double threshold)
    {
        // Ends because each round moves on by a window.
        while (_next < _documents)
        {
            _cancellation.CheckNow();
            var (start, end) = (_next, _next + Window.Size);
            _next = end;
            double sum = 0;
            for (var i = 0; i < _terms.Length; i++)
                sum += _bounds[i] = _terms[i].BoundIn(start, end);
            if (sum == 0)
            {
                var first = Cursor.End;
                foreach (var term in _terms)
                    first = Math.Min(first, term.FirstFrom(end, Window.Size));
                if (first == Cursor.End)
                    return false;
                _next = first & ~(Window.Size - 1);
                continue;
            }

            if (sum <= threshold && !_wanted.Counting)
                continue;
            window.MoveTo(start);
            ScoreWindow(window, start, end, threshold);
            return true;
        }

        return false;
    }

    private void ScoreWindow(Window window, int start, int end, double threshold)
    {
        Array.Sort(_bounds, _terms);
        double bound = 0;
        var first = 0;
        while (first < _terms.Length && bound + _bounds[first] <= threshold)
            bound += _bounds[first++];
        for (var i = first; i < _terms.Length; i++)
            if (_bounds[i] > 0)
                _terms[i].Add(start, end, window.Matches, window.Scores);
        Array.Copy(window.Matches, window.Scored, window.Scored.Length);
        // Where all matches are needed, those of non-essential terms are marked but not scored.
        for (var i = 0; i < first && _wanted.Counting; i++)
            if (_bounds[i] > 0)
                _terms[i].Mark(start, end, window.Matches);
        if (_wanted.Hits is { } hits)
            for (int i = 0, word = start >> 6; i < window.Scored.Length && word < hits.Words.Length; i++, word++)
                window.Scored[i] &= hits.Words[word];
        if (first > 0)
            AddNonEssential(window, start, threshold, first, bound);
    }

    /// <summary>
    /// Adds the scores of non-essential terms to documents that may still exceed the threshold, and unmarks the others as scored.
    /// </summary>
    private void AddNonEssential(Window window, int start, double threshold, int nonEssential, double bound)
    {
        for (var words = Window.NonZero(window.Scored); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            for (var word = window.Scored[i]; word != 0; word &= word - 1)
            {
                var offset = i * 64 + BitOperations.TrailingZeroCount(word);
                if (!AddNonEssential(ref window.Scores[offset], start + offset, threshold, nonEssential, bound))
                    window.Scored[i] &= ~(1UL << offset);
            }
        }
    }

    private bool AddNonEssential(ref double score, int document, double threshold, int nonEssential, double bound)
    {
        for (var t = nonEssential - 1; t >= 0; t--)
        {
            if (score + bound <= threshold)
                return false;
            bound -= _bounds[t];
            var term = _terms[t];
            if (_bounds[t] == 0 || !term.MayHave(document))
                continue;
            if (term.Document < document)
                term.Advance(document);
            if (term.Document == document)
                score += term.Score();
        }

        return true;
    }
}
