using System.Globalization;

namespace KnowledgeBase.Engine.Proofs.Oracle;

internal static class PlainFacets
{
    /// <summary>
    /// Most frequent first, then by ordinal order of the value; documents without a value come before a value with the same count.
    /// </summary>
    public static IReadOnlyList<FacetCount> Counts(IndexSchema schema, FacetRequest facet, IEnumerable<PlainDocument> documents,
        bool collapse)
    {
        var keyword = schema.Keywords.ToList().IndexOf(facet.Field);
        var number = schema.Numbers.ToList().IndexOf(facet.Field);
        string? Value(PlainDocument document) =>
            keyword >= 0 ? document.Keyword(keyword) : document.Number(number)?.ToString(CultureInfo.InvariantCulture);

        return [.. documents
            .Select(document => (Value: Value(document), document.Group))
            .Where(item => string.IsNullOrEmpty(facet.Containing)
                || (item.Value is { } value
                    && PlainText.Folded(value).Contains(PlainText.Folded(facet.Containing), StringComparison.Ordinal)))
            .GroupBy(item => item.Value, item => item.Group)
            .Select(items => new FacetCount(items.Key, collapse ? items.Distinct().Count() : items.Count()))
            .OrderByDescending(count => count.Count)
            .ThenBy(count => count.Value, StringComparer.Ordinal)
            .Take(facet.Limit)];
    }
}
