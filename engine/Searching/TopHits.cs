namespace KnowledgeBase.Engine.Searching;

/// <summary>What a hit is ordered by: the number of a sort, descending, then the score, then the document.</summary>
internal readonly record struct Rank(long Key, float Score, int Document) : IComparable<Rank>
{
    /// <summary>Negative for the better one.</summary>
    public int CompareTo(Rank other)
    {
        if (Key != other.Key)
            return Key > other.Key ? -1 : 1;
        if (Score != other.Score)
            return Score > other.Score ? -1 : 1;
        return Document.CompareTo(other.Document);
    }
}

/// <summary>The best of all that are offered, in a heap whose top is the worst of them. Grows with what is offered, not with what is wished.</summary>
internal sealed class TopHits(int wanted)
{
    private readonly List<Rank> _heap = [];

    public bool IsFull => _heap.Count >= wanted;

    /// <summary>The score of what the next one must beat once this is full.</summary>
    public float WorstScore => wanted == 0 ? float.PositiveInfinity : _heap[0].Score;

    public void Offer(Rank rank)
    {
        if (wanted == 0)
            return;
        if (_heap.Count < wanted)
        {
            _heap.Add(rank);
            Rise();
        }
        else if (rank.CompareTo(_heap[0]) < 0)
        {
            _heap[0] = rank;
            Sink();
        }
    }

    public IEnumerable<Rank> InOrder()
    {
        _heap.Sort();
        return _heap;
    }

    private void Rise()
    {
        var at = _heap.Count - 1;
        var rank = _heap[at];
        while (at > 0 && rank.CompareTo(_heap[(at - 1) / 2]) > 0)
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = rank;
    }

    private void Sink()
    {
        var at = 0;
        var rank = _heap[0];
        while (true)
        {
            var child = at * 2 + 1;
            if (child >= _heap.Count)
                break;
            if (child + 1 < _heap.Count && _heap[child + 1].CompareTo(_heap[child]) > 0)
                child++;
            if (_heap[child].CompareTo(rank) <= 0)
                break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = rank;
    }
}
