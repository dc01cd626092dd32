using KnowledgeBase.Engine;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>The values of fields with their counts: facets, headings, suggestions.</summary>
public sealed class FacetService(KnowledgeStore store)
{
    /// <summary>More different values than any corpus has headings.</summary>
    private const int AllValues = 1_000_000;

    /// <summary>A field's values among the passages that the parameters leave, most frequent first.</summary>
    /// <param name="field">A keyword field of the schema.</param>
    /// <param name="parameters">The filters.</param>
    /// <param name="containing">Only values that hold this text; null or blank for all.</param>
    /// <param name="withUnknown">Whether passages without a value are counted, under 不明.</param>
    /// <param name="paging">Which of the values.</param>
    public ListResponse<ValueCount> Values(
        string field, SearchParameters parameters, string? containing, bool withUnknown, Paging paging, CancellationToken cancel) =>
        ListResponse.Cut<ValueCount>(
            [.. Count(field, parameters, containing, AllValues, cancel).Where(value => withUnknown || value.Value != FieldValues.Unknown)],
            paging);

    /// <summary>Headings of items under 存在问题, the most used first: searches that surely find something.</summary>
    public IReadOnlyList<string> Examples(int count, CancellationToken cancel) =>
        [.. Count(PassageSchema.Heading, new SearchParameters { Sections = [nameof(SectionType.存在问题)] }, null, 4 * count, cancel)
            .Select(value => value.Value)
            .Where(heading => heading.Length is >= 5 and <= 16 && heading != FieldValues.Unknown
                && !heading.Contains("问题", StringComparison.Ordinal))
            .Take(count)];

    private IEnumerable<ValueCount> Count(
        string field, SearchParameters parameters, string? containing, int limit, CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        var result = snapshot.Search(
            new SearchRequest
            {
                Filters = FilterBuilder.Build(parameters),
                Facets = [new FacetRequest(field, limit, string.IsNullOrWhiteSpace(containing) ? null : containing.Trim())],
                Limit = 0,
            },
            cancel);
        return FacetPresenter.Values(result.Facets[field]);
    }
}

/// <summary>A value of a field and how many passages have it.</summary>
public sealed record ValueCount(string Value, long Count);

/// <summary>The fields that can be counted and filtered.</summary>
public static class Facets
{
    public static IReadOnlyList<string> All { get; } =
        [PassageSchema.Section, PassageSchema.UnitType, PassageSchema.Unit, PassageSchema.Year, PassageSchema.Kind, PassageSchema.Source,
            PassageSchema.Topic];
}
