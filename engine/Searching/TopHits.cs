using System.Diagnostics;

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

/// <summary>
/// The best hits so far, in a heap whose top is the worst of them. Memory grows with the hits, not with the capacity that was asked for.
/// </summary>
internal sealed class TopHits(int capacity)
{
    private readonly List<Rank> _heap = [];

    public bool IsFull => _heap.Count >= capacity;

    /// <summary>The score that the next hit must exceed once this is full.</summary>
    public float WorstScore => capacity == 0 ? float.PositiveInfinity : _heap[0].Score;

    public void Offer(Rank rank)
    {
        if (capacity == 0)
            return;
        if (_heap.Count < capacity)
        {
            _heap.Add(rank);
            SiftUp();
        }
        else if (rank.CompareTo(_heap[0]) < 0)
        {
            _heap[0] = rank;
            SiftDown();
        }
    }

    public IEnumerable<Rank> InOrder()
    {
        _heap.Sort();
        return _heap;
    }

    private void SiftUp()
    {
        var at = _heap.Count - 1;
        var rank = _heap[at];
        while (at > 0 && rank.CompareTo(_heap[(at - 1) / 2]) > 0)
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = rank;
        Debug.Assert(IsOrderedAt(at), "no hit is above a worse one");
    }

    private void SiftDown()
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
        Debug.Assert(IsOrderedAt(at), "no hit is above a worse one");
    }

    /// <summary>Whether a hit is not worse than its parent, and none of its children than itself.</summary>
    private bool IsOrderedAt(int at)
    {
        var isOrdered = at == 0 || _heap[at].CompareTo(_heap[(at - 1) / 2]) <= 0;
        for (var child = at * 2 + 1; child <= at * 2 + 2 && child < _heap.Count; child++)
            isOrdered &= _heap[child].CompareTo(_heap[at]) <= 0;
        return isOrdered;
    }
}
