namespace KnowledgeBase.Engine.Proofs.Oracle;

/// <summary>Answers by looking at every document.</summary>
internal sealed class PlainSearch(PlainIndex index, PlainScorer scorer)
{

    public PlainAnswer Answer(SearchRequest request)
    {
        var matches = Matches(request.Query);
        var filters = request.Filters;
        PlainHit[] hits = [.. matches.Where(hit => filters.All(filter => PlainFilter.Matches(index.Schema, filter, hit.Document)))];
        var ranked = Ranked(hits, request.Sort);
        if (request.Collapse)
            ranked = ranked.DistinctBy(hit => hit.Document.Group);

        var facets = request.Facets.ToDictionary(
            facet => facet.Field,
            facet =>
            {
                // Disjunctive: as if the filters on the facet's own field were absent.
                var others = filters.Where(filter => filter.Field != facet.Field).ToList();
                var counted = matches.Where(hit => others.TrueForAll(filter => PlainFilter.Matches(index.Schema, filter, hit.Document)));
                return PlainFacets.Counts(index.Schema, facet, counted.Select(hit => hit.Document), request.Collapse);
            });
        return new PlainAnswer([.. ranked], facets);
    }

    private List<PlainHit> Matches(Query query)
    {
        var prepared = scorer.Prepared(query);
        var matches = new List<PlainHit>();
        for (var place = 0; place < index.Documents.Count; place++)
        {
            if (prepared(index.Documents[place]) is { } score)
                matches.Add(new PlainHit(index.Documents[place], place, score));
        }

        return matches;
    }

    private IEnumerable<PlainHit> Ranked(IEnumerable<PlainHit> hits, NumberSort? sort)
    {
        if (sort is null)
            return hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Position);
        var field = index.Schema.Numbers.ToList().IndexOf(sort.Field);
        long Order(PlainHit hit) => hit.Document.Number(field) switch
        {
            null => long.MaxValue,
            { } number => sort.Descending ? -(long)number : number,
        };
        return hits.OrderBy(Order).ThenByDescending(hit => hit.Score).ThenBy(hit => hit.Position);
    }
}
