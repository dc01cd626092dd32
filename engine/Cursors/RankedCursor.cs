namespace KnowledgeBase.Engine.Cursors;

/// <summary>
/// The documents in which some of several cursors, which each have a weight, hold at least a given weight together. The score is the sum
/// of those at the document, with further cursors that make no match of themselves.
/// </summary>
internal sealed class RankedCursor : Cursor
{
    private readonly (Cursor Cursor, double Weight)[] _matching;
    private readonly Cursor[] _scoring;
    private readonly double _needed;
    private readonly CancellationCheck _cancellation;

    /// <param name="needed">Above 0.</param>
    public RankedCursor(
        IEnumerable<(Cursor Cursor, double Weight)> matching, IEnumerable<Cursor> scoring, double needed, CancellationCheck cancellation)
    {
        (_matching, _scoring, _needed, _cancellation) = ([.. matching], [.. scoring], needed, cancellation);
        Cost = _matching.Sum(one => one.Cursor.Cost);
    }

    public override long Cost { get; }

    public override int Advance(int target)
    {
        // Invariant: no document from before `target` on is left out. Ends because the target grows with each round.
        while (true)
        {
            _cancellation.Step();
            var next = End;
            double weight = 0;
            foreach (var (cursor, own) in _matching)
            {
                var document = cursor.Document < target ? cursor.Advance(target) : cursor.Document;
                if (document < next)
                    (next, weight) = (document, own);
                else if (document == next)
                    weight += own;
            }

            if (next == End || weight >= _needed)
                return Document = next;
            target = next + 1;
        }
    }

    public override double Score()
    {
        double sum = 0;
        foreach (var (cursor, _) in _matching)
            if (cursor.Document == Document)
                sum += cursor.Score();
        foreach (var cursor in _scoring)
            if ((cursor.Document < Document ? cursor.Advance(Document) : cursor.Document) == Document)
                sum += cursor.Score();
        return sum;
    }
}
