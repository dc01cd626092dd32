using FsCheck;
using FsCheck.Fluent;

namespace KnowledgeBase.Engine.Proofs.Generation;

/// <summary>Requests: a query with filters, facets, an order and a page.</summary>
internal static class Requests
{
    public static Gen<SearchRequest> About(string[] texts)
    {
        var query = new Queries(texts).Query;
        return from what in query
               from filterCount in Gen.Elements(0, 0, 0, 1, 1, 2)
               from filters in Filters.Filter.ArrayOf(filterCount)
               from facetCount in Gen.Elements(0, 0, 1, 2, 4)
               from facets in Filters.Facet.ArrayOf(facetCount)
               from sort in Filters.Sort
               from offset in Gen.Elements(0, 0, 0, 0, 1, 2, 7, int.MaxValue)
               from limit in Gen.Elements(0, 1, 1, 2, 3, 10, 10, 10, 100, int.MaxValue)
               from exact in Gen.Elements(true, true, true, false)
               from collapse in Gen.Elements(false, false, false, true)
               select new SearchRequest
               {
                   Query = what,
                   Filters = filters,
                   // One facet per field.
                   Facets = [.. facets.DistinctBy(facet => facet.Field)],
                   Sort = sort,
                   Offset = offset,
                   Limit = limit,
                   ExactTotal = exact,
                   Collapse = collapse,
               };
    }
}
