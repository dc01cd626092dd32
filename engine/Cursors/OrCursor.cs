using System.Diagnostics;

namespace KnowledgeBase.Engine.Cursors;

/// <summary>The documents that at least one of some cursors visits, with the sum of the scores of those that do.</summary>
internal sealed class OrCursor : Cursor
{
    /// <summary>A heap by document, the least first.</summary>
    private readonly Cursor[] _heap;
    private readonly CancellationCheck _cancellation;
    private readonly long _cost;

    public OrCursor(IEnumerable<Cursor> cursors, CancellationCheck cancellation)
    {
        _heap = [.. cursors];
        Debug.Assert(_heap.All(cursor => cursor.Document == -1), "cursors that have not moved are a heap in any order");
        _cancellation = cancellation;
        _cost = _heap.Sum(c => c.Cost);
    }

    public override long Cost => _cost;

    public override int Advance(int target)
    {
        // Ends because each round moves the cursor at the top to the target or beyond.
        while (_heap[0].Document < target)
        {
            _cancellation.Step();
            _heap[0].Advance(target);
            SiftDown();
        }

        return Document = _heap[0].Document;
    }

    public override double Score() => Document == End ? 0 : SumAt(0);

    /// <summary>Those at the document form a tree at the top of the heap.</summary>
    private double SumAt(int at)
    {
        if (at >= _heap.Length || _heap[at].Document != Document)
            return 0;
        return _heap[at].Score() + SumAt(at * 2 + 1) + SumAt(at * 2 + 2);
    }

    private void SiftDown()
    {
        var cursor = _heap[0];
        var at = 0;
        while (true)
        {
            var child = at * 2 + 1;
            if (child >= _heap.Length)
                break;
            if (child + 1 < _heap.Length && _heap[child + 1].Document < _heap[child].Document)
                child++;
            if (_heap[child].Document >= cursor.Document)
                break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = cursor;
        Debug.Assert(at == 0 || _heap[(at - 1) / 2].Document <= cursor.Document, "no cursor is above one that is behind it");
    }
}
