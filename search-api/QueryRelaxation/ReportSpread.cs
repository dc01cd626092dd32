using KnowledgeBase.Engine;

namespace KnowledgeBase.SearchApi.QueryRelaxation;

/// <summary>
/// Orders hits so that a page has no more than some of one report while there are others: what has no room is deferred to a later page.
/// </summary>
/// <remarks>
/// Hits are deferred within a block of pages, and a block is always arranged as a whole. So which page a hit stands on does not depend on
/// the page that is asked for: pages part the hits without loss or repeat, all have the same size, and a deep page costs what it costs
/// without this but for the rest of its block.
/// </remarks>
/// <param name="PerPage">Hits of a page.</param>
/// <param name="Most">How many of them are of one report at most.</param>
internal sealed record ReportSpread(int PerPage, int Most)
{
    /// <summary>
    /// Five pages of the usual size, and as many hits as are rescored. A report with more than ten hits among the best hundred has more
    /// than two on the last pages of the block.
    /// </summary>
    private const int UsualBlock = 100;

    /// <summary>How many hits are arranged together; a multiple of the page's size.</summary>
    public int Block => PerPage * Math.Max(2, (UsualBlock + PerPage - 1) / PerPage);

    /// <summary>The blocks that a part of the hits lies in, as offset and limit.</summary>
    public (int Offset, int Limit) Blocks(int offset, int limit)
    {
        var first = offset / Block * Block;
        var end = Math.Min(int.MaxValue, ((long)offset + limit + Block - 1) / Block * Block);
        return (first, (int)(end - first));
    }

    /// <param name="hits">From the start of a block on. Hits of a step stay before those of the next.</param>
    /// <param name="reportOf">The report of a document.</param>
    public List<(Hit Hit, LadderStep Step)> Arrange(IReadOnlyList<(Hit Hit, LadderStep Step)> hits, Func<int, string> reportOf)
    {
        var arranged = new List<(Hit, LadderStep)>(hits.Count);
        for (var start = 0; start < hits.Count; start += Block)
        {
            var left = hits.Skip(start).Take(Block).Select(one => (one.Hit, one.Step, Report: reportOf(one.Hit.Document))).ToList();
            var end = arranged.Count + left.Count;
            while (arranged.Count < end)
                TakePage(left, arranged);
        }

        return arranged;
    }

    /// <summary>One pass over what is left: a hit that has no room on the page has none later on it either.</summary>
    private void TakePage(List<(Hit Hit, LadderStep Step, string Report)> left, List<(Hit, LadderStep)> arranged)
    {
        var room = PerPage;
        var onPage = new Dictionary<string, int>(StringComparer.Ordinal);
        while (room > 0 && left.Count > 0)
        {
            // The hits of the best step that is left; those deferred fill the page only where no other hit of the step can.
            var step = left.TakeWhile(one => one.Step == left[0].Step).ToList();
            var taken = new List<int>();
            var deferred = new List<int>();
            for (var i = 0; i < step.Count && taken.Count < room; i++)
            {
                var count = onPage.GetValueOrDefault(step[i].Report);
                if (count >= Most)
                {
                    deferred.Add(i);
                    continue;
                }

                onPage[step[i].Report] = count + 1;
                taken.Add(i);
            }

            taken.AddRange(deferred.Take(room - taken.Count));
            arranged.AddRange(taken.Select(i => (step[i].Hit, step[i].Step)));
            room -= taken.Count;
            foreach (var i in taken.OrderDescending())
                left.RemoveAt(i);
        }
    }
}
