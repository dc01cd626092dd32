namespace KnowledgeBase.Engine.Searching;

/// <summary>
/// Orders hits so that no page has more than some of one group while there are others: page by page, the best of what is left whose group
/// has room on the page, and where none has, the best of what is left.
/// </summary>
internal sealed class PageArrangement(IndexView index, int perPage, int mostOfGroup)
{
    /// <param name="wanted">How many of the first hits matter.</param>
    public List<(Rank Rank, double[]? Parts)> Arrange(List<(Rank Rank, double[]? Parts)> order, long wanted)
    {
        if (perPage <= mostOfGroup)
            return order;
        var left = new LinkedList<(Rank Rank, double[]? Parts)>(order);
        var arranged = new List<(Rank, double[]?)>(order.Count);
        var onPage = new Dictionary<(int Segment, int Group), int>();
        while (left.First is { } next && arranged.Count < wanted)
        {
            if (arranged.Count % perPage == 0)
                onPage.Clear();
            while (next is not null && onPage.GetValueOrDefault(GroupOf(next.Value.Rank)) >= mostOfGroup)
                next = next.Next;
            next ??= left.First;
            left.Remove(next);
            arranged.Add(next.Value);
            var group = GroupOf(next.Value.Rank);
            onPage[group] = onPage.GetValueOrDefault(group) + 1;
        }

        return arranged;
    }

    private (int Segment, int Group) GroupOf(Rank rank)
    {
        var segment = index.SegmentOf(rank.Document);
        return (segment.First, segment.Reader.GroupOf(rank.Document - segment.First));
    }
}
