using System.Diagnostics;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>The documents that all of some cursors visit, with the sum of the scores.</summary>
internal sealed class AndCursor : Cursor
{
    private readonly Cursor[] _cursors;
    private readonly CancellationCheck _cancellation;

    public AndCursor(IEnumerable<Cursor> cursors, CancellationCheck cancellation)
    {
        _cursors = [.. cursors.OrderBy(c => c.Cost)];
        _cancellation = cancellation;
    }

    public override long Cost => _cursors[0].Cost;

    public override int Advance(int target)
    {
        // Invariant: no common document at or after the old position and before `target` is skipped.
        // Ends because the target grows whenever a cursor is beyond it.
        var agreed = 0;
        while (agreed < _cursors.Length)
        {
            _cancellation.Step();
            var cursor = _cursors[agreed];
            if (cursor.Document < target)
                cursor.Advance(target);
            if (cursor.Document == target)
            {
                agreed++;
                continue;
            }

            target = cursor.Document;
            if (target == End)
                return Document = End;
            agreed = agreed == 0 ? 1 : 0;
        }

        Debug.Assert(Array.TrueForAll(_cursors, cursor => cursor.Document == target), "all cursors agree");
        return Document = target;
    }

    public override double Score()
    {
        double sum = 0;
        foreach (var cursor in _cursors)
            sum += cursor.Score();
        return sum;
    }
}
