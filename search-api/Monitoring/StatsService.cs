using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>How much there is.</summary>
public sealed class StatsService(KnowledgeStore store)
{
    public StatsResponse Stats(CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        var facets = Facets.All.Where(facet => facet != PassageSchema.Unit).ToList();
        var result =
            snapshot.Search(new SearchRequest { Facets = [.. facets.Select(facet => new FacetRequest(facet))], Limit = 0 }, cancel);
        var files = store.Catalog.Files;
        return new StatsResponse(
            snapshot.DocumentCount,
            snapshot.Groups(ReportRecord.KeyPrefix).Count(),
            files.Count,
            files.Count(file => file.Status != FileStatus.Indexed),
            files.Count(file => file.Suspected > 0),
            files.Sum(file => file.Suspected),
            snapshot.Generation,
            snapshot.SegmentCount,
            FacetPresenter.Present(result.Facets));
    }
}

/// <summary>How much there is, by field.</summary>
/// <param name="FilesWithSuspected">Files with words that may be foreign and stay in their text.</param>
/// <param name="Suspected">Such words in all files.</param>
public sealed record StatsResponse(
    int Passages,
    int Reports,
    int Files,
    int FilesWithoutReport,
    int FilesWithSuspected,
    int Suspected,
    long Generation,
    int Segments,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> FieldDistribution);
