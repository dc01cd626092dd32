using System.Diagnostics;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>
/// The documents in which the weights of the cursors that visit them add up to a minimum, with the sum of those cursors' scores.
/// Equal to the loop over all documents that adds up the weights and compares.
/// </summary>
internal sealed class AtLeastCursor : Cursor
{
    /// <summary>Above the rounding errors of adding weights in another order.</summary>
    private const double Slack = 1e-9;

    /// <summary>By document, ascending.</summary>
    private readonly (Cursor Cursor, double Weight)[] _clauses;
    private readonly double _minimum;
    private readonly CancellationCheck _cancellation;

    public AtLeastCursor(IEnumerable<(Cursor Cursor, double Weight)> clauses, double minimum, CancellationCheck cancellation)
    {
        _clauses = [.. clauses];
        (_minimum, _cancellation) = (minimum - Slack, cancellation);
        Cost = _clauses.Sum(clause => clause.Cursor.Cost);
    }

    public override long Cost { get; }

    public override int Advance(int target)
    {
        foreach (var (cursor, _) in _clauses)
            if (cursor.Document < target)
                cursor.Advance(target);
        while (true)
        {
            // Invariant: no match lies at or after the target and before the pivot, the first document at which the clauses up to it could
            // weigh enough together. Ends because each round moves a cursor forward or returns.
            _cancellation.Step();
            Sort();
            var pivot = Pivot();
            Debug.Assert(pivot >= target, "no clause stays behind the target");
            if (pivot == End || _clauses[0].Cursor.Document == pivot)
                return Document = pivot;
            foreach (var (cursor, _) in _clauses)
            {
                if (cursor.Document >= pivot)
                    break;
                cursor.Advance(pivot);
            }
        }
    }

    public override double Score()
    {
        double sum = 0;
        foreach (var (cursor, _) in _clauses)
            if (cursor.Document == Document && Document != End)
                sum += cursor.Score();
        return sum;
    }

    private int Pivot()
    {
        double weight = 0;
        foreach (var (cursor, own) in _clauses)
        {
            weight += own;
            if (weight >= _minimum)
                return cursor.Document;
        }

        return End;
    }

    /// <summary>Insertion sort: there are few clauses, and they stay nearly sorted.</summary>
    private void Sort()
    {
        for (var i = 1; i < _clauses.Length; i++)
        {
            var clause = _clauses[i];
            var at = i - 1;
            for (; at >= 0 && _clauses[at].Cursor.Document > clause.Cursor.Document; at--)
                _clauses[at + 1] = _clauses[at];
            _clauses[at + 1] = clause;
        }
    }
}
