namespace KnowledgeBase.Engine.Cursors;

/// <summary>The documents that at least one of some cursors visits, with the sum of the scores of those that do.</summary>
internal sealed class OrCursor : Cursor
{
    /// <summary>A heap by document, the least first.</summary>
    private readonly Cursor[] _heap;
    private readonly Patience _patience;
    private readonly long _cost;

    public OrCursor(IEnumerable<Cursor> cursors, Patience patience)
    {
        _heap = [.. cursors];
        _patience = patience;
        _cost = _heap.Sum(c => c.Cost);
    }

    public override long Cost => _cost;

    public override int Advance(int target)
    {
        // Ends because each round moves the cursor at the top to the target or beyond.
        while (_heap[0].Document < target)
        {
            _patience.Step();
            _heap[0].Advance(target);
            Sink();
        }

        return Document = _heap[0].Document;
    }

    public override double Score() => Document == End ? 0 : Sum(0);

    /// <summary>Those at the document form a tree at the top of the heap.</summary>
    private double Sum(int at)
    {
        if (at >= _heap.Length || _heap[at].Document != Document)
            return 0;
        return _heap[at].Score() + Sum(at * 2 + 1) + Sum(at * 2 + 2);
    }

    private void Sink()
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
    }
}
