using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;
using KnowledgeBase.SearchApi.Contracts;

namespace KnowledgeBase.SearchApi.Searching;

/// <summary>What there is: values of facets, headings, suggestions, figures, tasks.</summary>
public sealed class OverviewService(KnowledgeStore store, IFileCatalog catalog, IWorkQueue queue)
{
    private const int PreviousTasks = 100;

    /// <summary>A facet's values among the passages that the parameters leave, those that hold a text first of all.</summary>
    public IReadOnlyList<ValueCount> Values(string facet, SearchParameters parameters, string? containing, int limit, CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        var result = snapshot.Search(
            new SearchRequest
            {
                Filters = FilterBuilder.Build(parameters),
                Facets = [new FacetRequest(facet, limit, string.IsNullOrWhiteSpace(containing) ? null : containing.Trim())],
                Limit = 0,
            },
            cancel);
        return [.. FacetPresenter.Values(result.Facets[facet])];
    }

    /// <summary>Headings and units that hold what was typed so far.</summary>
    public SuggestResponse Suggest(string typed, int limit, CancellationToken cancel)
    {
        var headings = Values(PassageSchema.Heading, new SearchParameters(), typed, limit, cancel).Select(value => new Suggestion(value.Value, "heading", value.Count));
        var units = Values(PassageSchema.Unit, new SearchParameters(), typed, limit, cancel).Select(value => new Suggestion(value.Value, "unit", value.Count));
        return new SuggestResponse(typed, [.. units.Take(limit / 3).Concat(headings).Take(limit)]);
    }

    public StatsResponse Stats(CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        var facets = Facets.All.Where(facet => facet != PassageSchema.Unit).ToList();
        var result = snapshot.Search(new SearchRequest { Facets = [.. facets.Select(facet => new FacetRequest(facet))], Limit = 0 }, cancel);
        var files = catalog.Files;
        return new StatsResponse(
            snapshot.DocumentCount,
            snapshot.Groups(ReportRecord.KeyOf("")).Count(),
            files.Count,
            files.Count(file => file.Status != FileStatus.Indexed),
            snapshot.Generation,
            snapshot.SegmentCount,
            FacetPresenter.Present(result.Facets));
    }

    public TasksResponse Tasks()
    {
        var tasks = queue.Tasks;
        return new TasksResponse(
            queue.Progress,
            [.. tasks.Take(PreviousTasks)],
            tasks.Count,
            [.. catalog.Files.Where(file => file.Status != FileStatus.Indexed)]);
    }
}

/// <summary>The fields that can be counted and filtered.</summary>
public static class Facets
{
    public static IReadOnlyList<string> All { get; } =
        [PassageSchema.Section, PassageSchema.UnitType, PassageSchema.Unit, PassageSchema.Year, PassageSchema.Kind, PassageSchema.Source];
}
