using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Search;

internal static class FacetPresenter
{
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Present(
        IReadOnlyDictionary<string, IReadOnlyList<FacetCount>> facets) =>
        facets.ToDictionary(
            facet => facet.Key,
            facet => (IReadOnlyDictionary<string, long>)new OrderedDictionary<string, long>(
                Values(facet.Value).Select(value => KeyValuePair.Create(value.Value, value.Count)), StringComparer.Ordinal),
            StringComparer.Ordinal);

    public static IEnumerable<ValueCount> Values(IReadOnlyList<FacetCount> counts) =>
        counts.Select(count => new ValueCount(count.Value ?? FieldValues.Unknown, count.Count));
}
