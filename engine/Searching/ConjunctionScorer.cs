using System.Diagnostics;
using System.Numerics;
using KnowledgeBase.Engine.Cursors;

namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Documents with all of some terms, and with a whole phrase where one is given. The rarest term leads. Unless all matches are needed,
/// ranges in which the sum of the terms' score bounds does not exceed the threshold are skipped. Documents are scored in batches; the
/// stored text, which is expensive to read, is compared last.
/// </summary>
internal sealed class ConjunctionScorer : SegmentScorer
{
    /// <summary>Lists are intersected as sets where each has at least one document in so many.</summary>
    private const int LeastDense = 256;

    /// <summary>Marking so many documents takes as long as looking one up.</summary>
    private const int MarksPerLookUp = 24;

    private const int Batch = 64;

    private readonly TermCursor[] _terms;
    private readonly PhraseVerifier? _phrase;
    private readonly Wanted _wanted;
    private readonly CancellationCheck _cancellation;
    private readonly int _documents;

    /// <summary>
    /// Terms from this one on, in the order of their costs, are looked up for each document that the ones before have; 0 where the lists
    /// are not intersected as sets.
    /// </summary>
    private readonly int _firstLookedUp;
    private readonly ulong[] _marks = [];

    private readonly uint[] _batch = new uint[Batch];
    private readonly uint[] _codes;
    private readonly float[] _scratch = new float[Batch];
    private readonly double[] _scores = new double[Batch];
    private int _batched;
    private int _next;
    private int _boundedTo = -1;

    public ConjunctionScorer(
        IEnumerable<TermCursor> terms, int documents, PhraseVerifier? phrase, Wanted wanted, CancellationCheck cancellation)
    {
        _terms = [.. terms.OrderBy(term => term.Cost)];
        _codes = new uint[_terms.Length * Batch];
        (_documents, _phrase, _wanted, _cancellation) = (documents, phrase, wanted, cancellation);
        if (_terms.Length < 2 || _terms[0].Cost * LeastDense < documents)
            return;
        _firstLookedUp = 1;
        while (_firstLookedUp < _terms.Length
            && (_terms[_firstLookedUp].IsSet || _terms[_firstLookedUp].Cost < _terms[0].Cost * MarksPerLookUp))
            _firstLookedUp++;
        _marks = new ulong[Window.Size / 64];
    }

    public override bool Next(Window window, double threshold) =>
        _firstLookedUp > 0 ? NextOfSets(window, threshold) : NextOfLists(window, threshold);

    /// <summary>Intersects the lists as sets, a window at a time: for terms that many documents have.</summary>
    private bool NextOfSets(Window window, double threshold)
    {
        // Ends because each round moves on by a window.
        while (_next < _documents)
        {
            _cancellation.CheckNow();
            var (start, end) = (_next, _next + Window.Size);
            _next = end;
            double sum = 0;
            var common = true;
            foreach (var term in _terms)
            {
                var bound = term.BoundIn(start, end);
                common &= bound > 0;
                sum += bound;
            }

            if (!common)
            {
                var first = end;
                foreach (var term in _terms)
                    first = Math.Max(first, term.FirstFrom(end, Window.Size));
                if (first == Cursor.End)
                    return false;
                _next = first & ~(Window.Size - 1);
                continue;
            }

            if (sum <= threshold && !_wanted.Counting)
                continue;
            window.MoveTo(start);
            Intersect(window, start, end);
            ScoreMarked(window, threshold, mayBeHits: sum > threshold);
            return true;
        }

        return false;
    }

    /// <summary>Marks the relevant documents that all terms before <see cref="_firstLookedUp"/> have.</summary>
    private void Intersect(Window window, int start, int end)
    {
        _terms[0].Mark(start, end, _marks);
        for (var t = 1; t < _firstLookedUp; t++)
        {
            if (_terms[t].IsSet)
            {
                _terms[t].KeepMarked(start, _marks);
                continue;
            }

            Array.Clear(window.Matches);
            _terms[t].Mark(start, end, window.Matches);
            for (var i = 0; i < _marks.Length; i++)
                _marks[i] &= window.Matches[i];
        }

        Array.Clear(window.Matches);
        for (var words = Window.NonZero(_marks); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            _marks[i] &= _wanted.Relevant((start >> 6) + i);
        }
    }

    /// <summary>Looks up the other terms of the marked documents, and unmarks all.</summary>
    /// <param name="mayBeHits">False where none can be a hit any more, and all are only counted.</param>
    private void ScoreMarked(Window window, double threshold, bool mayBeHits)
    {
        for (var words = Window.NonZero(_marks); words != 0; words &= words - 1)
        {
            var i = BitOperations.TrailingZeroCount(words);
            for (var word = _marks[i]; word != 0; word &= word - 1)
            {
                var document = window.Start + i * 64 + BitOperations.TrailingZeroCount(word);
                if (!HaveAll(document, _firstLookedUp))
                    continue;
                if (mayBeHits)
                    Collect(window, document, threshold);
                else if (_phrase?.Matches(document) != false)
                    window.Match(document);
            }

            _marks[i] = 0;
        }

        ScoreBatch(window, threshold);
    }

    private bool HaveAll(int document, int firstTerm)
    {
        for (var t = firstTerm; t < _terms.Length; t++)
            if (At(_terms[t], document) != document)
                return false;
        return true;
    }

    private static int At(TermCursor term, int document) => term.Document < document ? term.Advance(document) : term.Document;

    /// <summary>Goes from document to document: where the rarest term is rare.</summary>
    private bool NextOfLists(Window window, double threshold)
    {
        var document = FindCandidate(threshold);
        if (document == Cursor.End)
            return false;
        window.MoveTo(document);
        for (; document < window.End; document = FindCandidate(threshold))
        {
            _next = document + 1;
            if (_wanted.IsRelevant(document))
                Collect(window, document, threshold);
        }

        ScoreBatch(window, threshold);
        return true;
    }

    /// <summary>Takes a document that has all terms. Where it can be no hit, it is a match at once.</summary>
    private void Collect(Window window, int document, double threshold)
    {
        if (!_wanted.IsHit(document))
        {
            if (_wanted.Counting && _phrase?.Matches(document) != false)
                window.Match(document);
            return;
        }

        Debug.Assert(_batched == 0 || _batch[_batched - 1] < (uint)document, "documents ascend within a batch");
        for (var t = 0; t < _terms.Length; t++)
        {
            At(_terms[t], document);
            Debug.Assert(_terms[t].Document == document, "a document that is taken has all terms");
            _codes[t * Batch + _batched] = _terms[t].Code();
        }

        _batch[_batched++] = (uint)document;
        if (_batched == Batch)
            ScoreBatch(window, threshold);
    }

    private void ScoreBatch(Window window, double threshold)
    {
        var documents = _batch.AsSpan(0, _batched);
        _batched = 0;
        var scores = _scores.AsSpan(0, documents.Length);
        scores.Clear();
        for (var t = 0; t < _terms.Length; t++)
            _terms[t].AddScores(documents, _codes.AsSpan(t * Batch, documents.Length), _scratch, scores);
        for (var i = 0; i < documents.Length; i++)
        {
            var document = (int)documents[i];
            if (!_wanted.Counting && scores[i] <= threshold)
                continue;
            if (_phrase?.Matches(document) == false)
                continue;
            window.Match(document);
            window.Score(document, scores[i]);
        }
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
            if (agreed > 0 && !term.MayHave(target))
            {
                // The rarest term goes on alone.
                _cancellation.Step();
                (agreed, target) = (0, target + 1);
                continue;
            }

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
}
