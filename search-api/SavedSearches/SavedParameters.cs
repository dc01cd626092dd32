using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.SavedSearches;
using Microsoft.Extensions.Primitives;

namespace KnowledgeBase.SearchApi.SavedSearches;

/// <summary>The parameters of a saved search: query line and filters, as strictly as written. A query is not loosened for a match.</summary>
internal static class SavedParameters
{
    public static SearchParameters Read(QueryReader reader) => reader.Filters() with
    {
        Query = reader.Line(),
        Fold = false,
        Loosening = Loosening.None,
    };

    public static SearchParameters Of(SavedSearch search) => Read(new QueryReader(new QueryCollection(
        search.Search.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value), StringComparer.Ordinal))));
}
