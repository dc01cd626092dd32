namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// The best groups so far, each by its best document. A group that gets better is queued again: what the queue still has of it from before
/// is recognised because the group's rank is another one now.
/// </summary>
internal sealed class TopGroups(int capacity)
{
    private readonly Dictionary<int, Rank> _best = [];
    private readonly PriorityQueue<int, Rank> _worstFirst = new(Comparer<Rank>.Create(static (a, b) => b.CompareTo(a)));

    public bool IsFull => _best.Count >= capacity;

    /// <summary>The score that the next group must exceed once this is full.</summary>
    public float WorstScore => capacity == 0 ? float.PositiveInfinity : Worst().Score;

    public IEnumerable<Rank> Ranks => _best.Values;

    public void Offer(int group, Rank rank)
    {
        if (capacity == 0)
            return;
        if (_best.TryGetValue(group, out var known) ? rank.CompareTo(known) >= 0 : IsFull && rank.CompareTo(Worst()) >= 0)
            return;
        _best[group] = rank;
        _worstFirst.Enqueue(group, rank);
        if (_best.Count > capacity)
        {
            Worst();
            _best.Remove(_worstFirst.Dequeue());
        }
    }

    /// <summary>The rank of the worst group, which is then the queue's first. There is one.</summary>
    private Rank Worst()
    {
        while (_worstFirst.TryPeek(out var group, out var rank))
        {
            if (_best.TryGetValue(group, out var current) && current == rank)
                return rank;
            _worstFirst.Dequeue();
        }

        throw new InvalidOperationException("every group is queued with its rank");
    }
}
