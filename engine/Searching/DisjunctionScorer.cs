using System.Numerics;
using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Documents with at least one of some terms, by block-max MaxScore (Turtle, Flood 1995; Ding, Suel 2011; Mallia et al. 2017), one window
/// at a time. In a window the terms are ordered by the bound of their scores there. The first ones whose bounds sum up to no more than the
/// threshold are non-essential: a document with these terms alone cannot be a hit. Essential terms are scored for all their documents,
/// non-essential ones only for documents whose score may still exceed the threshold. Scoring terms, which make no match of themselves, are
/// always non-essential.
/// </summary>
internal sealed class DisjunctionScorer : SegmentScorer
{
    private readonly Entry[] _terms;
    private readonly Entry[] _scoring;
    private readonly List<Entry> _nonEssential = [];
    private readonly double[]? _held;
    private readonly double _needed;
    private readonly Wanted _wanted;
    private readonly CancellationCheck _cancellation;
    private readonly int _documents;
    private int _next;

    /// <param name="terms">With their weights.</param>
    /// <param name="scoring">Terms that add to the score of a match.</param>
    /// <param name="needed">The weight that a document must hold to match; 0 where one term is enough.</param>
    public DisjunctionScorer(
        IEnumerable<(TermCursor Cursor, double Weight)> terms,
        IEnumerable<TermCursor> scoring,
        double needed,
        int documents,
        Wanted wanted,
        CancellationCheck cancellation)
    {
        _terms = [.. terms.Select(term => new Entry(term.Cursor, term.Weight, 0))];
        _scoring = [.. scoring.Select(term => new Entry(term, 0, 0))];
        _needed = needed;
        _held = needed > 0 ? new double[Window.Size] : null;
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
            var sum = SetBounds(_terms, start, end);
            if (sum == 0)
            {
                var first = Cursor.End;
                foreach (var term in _terms)
                    first = Math.Min(first, term.Cursor.FirstFrom(end, Window.Size));
                if (first == Cursor.End)
                    return false;
                _next = first & ~(Window.Size - 1);
                continue;
            }

            var scoring = SetBounds(_scoring, start, end);
            if (sum + scoring <= threshold && !_wanted.Counting)
                continue;
            window.MoveTo(start);
            ScoreWindow(window, start, end, threshold, scoring);
            return true;
        }

        return false;
    }

    private static double SetBounds(Entry[] terms, int start, int end)
    {
        double sum = 0;
        foreach (ref var term in terms.AsSpan())
            sum += term.Bound = term.Cursor.BoundIn(start, end);
        return sum;
    }

    private void ScoreWindow(Window window, int start, int end, double threshold, double bound)
    {
        Array.Sort(_terms, static (a, b) => a.Bound.CompareTo(b.Bound));
        var first = 0;

        // To know what each document holds of the weight, all of them are needed of all terms.
        while (_held is null && first < _terms.Length && bound + _terms[first].Bound <= threshold)
            bound += _terms[first++].Bound;
        for (var i = first; i < _terms.Length; i++)
            if (_terms[i].Bound > 0)
                _terms[i].Cursor.Add(start, end, window.Matches, window.Scores, _held, _terms[i].Weight);
        if (_held is not null)
            DropBelow(window, _held);
        Array.Copy(window.Matches, window.Scored, window.Scored.Length);

        // Where all matches are needed, those of non-essential terms are marked but not scored.
        for (var i = 0; i < first && _wanted.Counting; i++)
            if (_terms[i].Bound > 0)
                _terms[i].Cursor.Mark(start, end, window.Matches);
        if (_wanted.Hits is { } hits)
            for (int i = 0, word = start >> 6; i < window.Scored.Length && word < hits.Words.Length; i++, word++)
                window.Scored[i] &= hits.Words[word];
        _nonEssential.Clear();
        foreach (var term in _terms.AsSpan(0, first))
            if (term.Bound > 0)
                _nonEssential.Add(term);
        foreach (var term in _scoring)
            if (term.Bound > 0)
                _nonEssential.Add(term);
        if (first == 0 && _nonEssential.Count == 0)
            return;
        _nonEssential.Sort(static (a, b) => b.Bound.CompareTo(a.Bound));
        AddNonEssential(window, start, threshold, bound);
    }

    /// <summary>Unmarks the documents that hold less of the weight than needed.</summary>
    private void DropBelow(Window window, double[] held)
    {
        for (var words = Window.NonZero(window.Matches); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            for (var word = window.Matches[i]; word != 0; word &= word - 1)
            {
                var offset = i * 64 + BitOperations.TrailingZeroCount(word);
                if (held[offset] < _needed)
                {
                    window.Matches[i] &= ~(1UL << offset);
                    window.Scores[offset] = 0;
                }

                held[offset] = 0;
            }
        }
    }

    /// <summary>
    /// Adds the scores of non-essential terms to documents that may still exceed the threshold, and unmarks the others as scored.
    /// </summary>
    private void AddNonEssential(Window window, int start, double threshold, double bound)
    {
        for (var words = Window.NonZero(window.Scored); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            for (var word = window.Scored[i]; word != 0; word &= word - 1)
            {
                var offset = i * 64 + BitOperations.TrailingZeroCount(word);
                if (!AddNonEssential(ref window.Scores[offset], start + offset, threshold, bound))
                    window.Scored[i] &= ~(1UL << offset);
            }
        }
    }

    private bool AddNonEssential(ref double score, int document, double threshold, double bound)
    {
        foreach (var term in _nonEssential)
        {
            if (score + bound <= threshold)
                return false;
            bound -= term.Bound;
            var cursor = term.Cursor;
            if (!cursor.MayHave(document))
                continue;
            if (cursor.Document < document)
                cursor.Advance(document);
            if (cursor.Document == document)
                score += cursor.Score();
        }

        return true;
    }

    /// <param name="Bound">Of the score in the current window.</param>
    private record struct Entry(TermCursor Cursor, double Weight, float Bound);
}
