using System.Diagnostics;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.SearchApi.QueryLines;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Answers searches: the one way for the API and for pages.</summary>
public sealed class SearchService(KnowledgeStore store, SearchMetrics metrics)
{
    /// <summary>With fewer hits than this a writer has seen everything at a glance, so near misses are worth showing.</summary>
    private const int FewHits = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="SearchTimeoutException">The search took longer than anybody waits.</exception>
    public SearchResponse Search(SearchParameters parameters, CancellationToken cancel = default)
    {
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var snapshot = store.Snapshot();
            var response = Search(snapshot, parameters, limit.Token);
            var elapsed = Stopwatch.GetElapsedTime(started);
            metrics.Searched(elapsed);
            return response with { ProcessingTimeMs = Math.Round(elapsed.TotalMilliseconds, 3) };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SearchTimeoutException(Patience);
        }
    }

    private static SearchResponse Search(Snapshot snapshot, SearchParameters parameters, CancellationToken cancel)
    {
        var line = QueryLine.Parse(parameters.Query);
        var request = new SearchRequest
        {
            Query = QueryTranslation.Translate(line.Root, QueryTranslation.AsWritten),
            Filters = FilterBuilder.Build(parameters),
            Facets = [.. parameters.Facets.Select(facet => new FacetRequest(facet))],
            Sort = parameters.YearDescending is { } descending ? new NumberSort(PassageSchema.Year, descending) : null,
            Offset = parameters.Paging.Offset,
            Limit = parameters.Paging.HitsPerPage,
            Collapse = parameters.Collapse,
        };
        var result = snapshot.Search(request, cancel);
        Relaxation? relaxed = null;
        if (parameters.Loosening == Loosening.Auto && result.TotalHits < FewHits && line.Root is not null)
            (request, result, relaxed) = Loosen(snapshot, line.Root, request, result, cancel);
        if (relaxed is null && line.Problem is not null)
            relaxed = new Relaxation("literal", result.TotalHits, [parameters.Query.Trim()], line.Problem);
        return Present(snapshot, parameters, request.Query, result) with
        {
            Relaxed = relaxed,
            Notes = line.Problem is null ? [] : [$"没有按检索式理解，按原文查找：{line.Problem}"],
        };
    }

    /// <summary>First the words' longest parts that occur, all of them required; if that finds nothing either, any pair of characters.</summary>
    private static (SearchRequest Request, SearchResult Result, Relaxation? Relaxed) Loosen(
        Snapshot snapshot, QueryNode root, SearchRequest strict, SearchResult found, CancellationToken cancel)
    {
        var words = QueryTranslation.Words(root).Distinct(StringComparer.Ordinal).ToList();
        var pieces = words.ToDictionary(word => word, word => QueryLoosening.Pieces(snapshot, word, strict.Filters, cancel), StringComparer.Ordinal);
        if (pieces.Values.Any(parts => parts.Count > 0))
        {
            var request = strict with { Query = QueryTranslation.Translate(root, word => QueryLoosening.Require(word, pieces[word])) };
            var result = snapshot.Search(request, cancel);
            if (result.TotalHits > found.TotalHits)
            {
                var terms = words.SelectMany(word => pieces[word] is { Count: > 0 } parts ? parts : [word]).Distinct(StringComparer.Ordinal).ToList();
                return (request, result, new Relaxation("pieces", found.TotalHits, terms, Message(found.TotalHits, $"也列出同时含有{QueryLoosening.Describe(terms)}的段落")));
            }
        }

        if (found.TotalHits == 0 && words.Count > 0)
        {
            var request = strict with { Query = QueryTranslation.Translate(root, word => new Query.Text(word, TextMatch.Any)) };
            var result = snapshot.Search(request, cancel);
            if (result.TotalHits > 0)
                return (request, result, new Relaxation("any", 0, words, Message(0, "列出字面最接近的段落")));
        }

        return (strict, found, null);
    }

    private static string Message(long exact, string then) =>
        exact == 0 ? $"没有逐字相同的段落，{then}。" : $"逐字相同的有 {exact} 段，{then}。";

    private static SearchResponse Present(Snapshot snapshot, SearchParameters parameters, Query query, SearchResult result) => new()
    {
        Hits = [.. result.Hits.Select(hit => HitPresenter.Present(snapshot, hit, query))],
        Query = parameters.Query,
        TotalHits = result.TotalHits,
        Page = parameters.Paging.Page,
        HitsPerPage = parameters.Paging.HitsPerPage,
        TotalPages = parameters.Paging.PagesOf(result.TotalHits),
        FacetDistribution = parameters.Facets.Count == 0 ? null : FacetPresenter.Present(result.Facets),
        ProcessingTimeMs = 0,
    };
}

/// <summary>A search was given up.</summary>
public sealed class SearchTimeoutException(TimeSpan patience)
    : Exception($"the search took longer than {patience.TotalSeconds:0} s; ask for less");
