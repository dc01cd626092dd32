using KnowledgeBase.Engine;

namespace KnowledgeBase.SearchApi.QueryRelaxation;

/// <summary>What a step added to the steps before it.</summary>
internal sealed record StepResult(LadderStep Step, long Hits, IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets);

/// <param name="Hits">The page, each hit with the step that found it.</param>
/// <param name="IsPartial">The time ran out before the last step.</param>
internal sealed record TieredResult(
    IReadOnlyList<(Hit Hit, LadderStep Step)> Hits,
    IReadOnlyList<StepResult> Steps,
    IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Facets,
    bool IsPartial)
{
    public long TotalHits => Steps.Sum(step => step.Hits);
}

/// <summary>
/// Goes down a ladder until there are enough hits: those of a step stand behind those of every step before it, and none stands twice.
/// How far it goes depends on the totals alone, so all pages of a query see the same steps.
/// </summary>
internal static class TieredSearch
{
    /// <param name="request">With the page's offset and limit; its query is the steps' affair.</param>
    /// <param name="enough">The total at which no further step is asked for.</param>
    /// <param name="spread">How the hits of one report are spread over pages; null for not at all.</param>
    public static TieredResult Run(
        Snapshot snapshot,
        IEnumerable<LadderStep> ladder,
        SearchRequest request,
        long enough,
        ReportSpread? spread,
        CancellationToken cancel)
    {
        if (spread is null)
            return Run(snapshot, ladder, request, enough, cancel);
        var (offset, limit) = spread.Blocks(request.Offset, request.Limit);
        var result = Run(snapshot, ladder, request with { Offset = offset, Limit = limit }, enough, cancel);
        return result with { Hits = [.. spread.Arrange(result.Hits, snapshot.GroupOf).Skip(request.Offset - offset).Take(request.Limit)] };
    }

    private static TieredResult Run(
        Snapshot snapshot, IEnumerable<LadderStep> ladder, SearchRequest request, long enough, CancellationToken cancel)
    {
        var hits = new List<(Hit, LadderStep)>();
        var steps = new List<StepResult>();
        var earlier = new List<Query>();
        long total = 0;
        var isPartial = false;
        try
        {
            foreach (var step in ladder)
            {
                cancel.ThrowIfCancellationRequested();
                var own = request with
                {
                    Query = earlier.Count == 0 ? step.Query : new Query.And([step.Query, new Query.Not(new Query.Or([.. earlier]))]),
                    Offset = (int)Math.Max(0, request.Offset - total),
                    Limit = request.Limit - hits.Count,
                };
                var result = snapshot.Search(own, cancel);
                hits.AddRange(result.Hits.Select(hit => (hit, step)));
                total += result.TotalHits;
                steps.Add(new StepResult(step, result.TotalHits, result.Facets));
                earlier.Add(step.Query);
                if (total >= enough)
                    break;
            }
        }
        catch (OperationCanceledException) when (steps.Count > 0)
        {
            isPartial = true;
        }

        return new TieredResult(hits, steps, Merge(steps, request.Facets), isPartial);
    }

    /// <summary>
    /// Steps share no hit, so their facets add up. A facet whose values were cut off in a step is exact only for the values that all steps
    /// list.
    /// </summary>
    private static IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> Merge(List<StepResult> steps, IReadOnlyList<FacetRequest> facets)
    {
        if (steps.Count == 1)
            return steps[0].Facets;
        return facets.ToDictionary(
            facet => facet.Field,
            facet => (IReadOnlyList<FacetCount>)[.. steps
                .SelectMany(step => step.Facets[facet.Field])
                .GroupBy(count => count.Value, StringComparer.Ordinal)
                .Select(values => new FacetCount(values.Key, values.Sum(count => count.Count)))
                .OrderByDescending(count => count.Count)
                .ThenBy(count => count.Value, StringComparer.Ordinal)
                .Take(facet.Limit)],
            StringComparer.Ordinal);
    }
}
