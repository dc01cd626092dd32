using System.Diagnostics;
using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Wording;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.SearchApi.Offers;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.QueryRelaxation;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Answers searches: the one way for the API and for pages.</summary>
public sealed class SearchService(KnowledgeStore store, SearchMetrics metrics)
{
    /// <summary>With fewer hits than these as text, a line of filter words alone is read as filters where that finds more.</summary>
    private const int FewHits = 5;

    /// <summary>How many passages of one report a page has while there are others.</summary>
    private const int MostOfReport = 2;

    /// <summary>
    /// Right after a commit a search waits for its wordings; on a large index it is better to see one twice than to wait long.
    /// </summary>
    private static readonly TimeSpan FoldingPatience = TimeSpan.FromMilliseconds(100);

    /// <summary>Up to so many passages all of a search's time is waited: they take a fraction of it.</summary>
    private const int SmallIndex = 20_000;

    /// <summary>Of processor time.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    /// <summary>However busy the machine is.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lazy<Wordings> _wordings = new(() => new Wordings(new Segmenter(WordTable.Instance), Synonyms.Instance));
    private readonly WordCounts _counts = new();

    /// <summary>Reads the word lists and runs a search of each kind, so that the first person who searches does not wait for it.</summary>
    public IEnumerable<SearchResponse> WarmUp() =>
        ((string[])["学习形式单一", "审计局 存在问题 2023", "", "\"党建\" -疫情"])
            .Select(line => Search(new SearchParameters { Query = line, Facets = Facets.All }));

    /// <summary>Whether a first search is no slower than others from now on; <c>/readyz</c> waits for it.</summary>
    public bool IsWarm { get; internal set; }

    /// <summary>Finds out which passages say the same, which on a large index takes seconds.</summary>
    public void PrepareFolding()
    {
        using var snapshot = store.Snapshot();
        snapshot.TryPrepareFolding(PassageSchema.Text, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Searches within the time that anybody waits; what was not done by then is missing, and the answer says so.</summary>
    public SearchResponse Search(SearchParameters parameters, CancellationToken cancel = default)
    {
        var started = Stopwatch.GetTimestamp();
        using var limit = new ProcessorTimeLimit(Deadline, LongestWait, cancel);
        var line = QueryLine.Parse(parameters.Query);
        SearchResponse response;
        var isOldCursor = false;
        try
        {
            using var snapshot = store.Snapshot();
            isOldCursor = parameters.CursorGeneration is { } generation && generation != snapshot.Generation;
            response = Search(snapshot, parameters, line, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            response = Empty(parameters) with { Partial = true };
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        metrics.Searched(elapsed, response.TotalHits, response.Relaxed is not null);
        return response with
        {
            ProcessingTimeMs = Math.Round(elapsed.TotalMilliseconds, 3),
            Notes = [.. Notes(line, response, isOldCursor)],
        };
    }

    private SearchResponse Search(Snapshot snapshot, SearchParameters parameters, QueryLine line, CancellationToken cancel)
    {
        if (line.Excess is not null)
            return Empty(parameters);
        var (result, root, offers, applied) = Read(snapshot, parameters, line.Root, cancel);
        return new SearchResponse
        {
            Hits = [.. result.Hits
                .Select(hit => Present(snapshot, hit.Hit, hit.Step.Query, hit.Step.Match, parameters))
                .OfType<SearchHit>()],
            Query = parameters.Query,
            Parsed = QueryFormat.Format(root),
            TotalHits = result.TotalHits,
            Page = parameters.Paging.Page,
            HitsPerPage = parameters.Paging.HitsPerPage,
            TotalPages = parameters.Paging.PagesOf(result.TotalHits),
            FacetDistribution = parameters.Facets.Count == 0 ? null : FacetPresenter.Present(result.Facets),
            ProcessingTimeMs = 0,
            Relaxed = RelaxationPresenter.Present(result, parameters.Facets.Count > 0),
            Offers = [.. Offers(snapshot, parameters, offers, applied, cancel)],
            Applied = applied is null ? null : new AppliedReading(
                QueryFormat.Format(root), QueryFormat.Format(offers.Literal()), $"已按条件理解：{QueryFormat.Format(root)}"),
            NextCursor = Cursors.Next(parameters.Paging, result.TotalHits, snapshot.Generation),
            Partial = result.IsPartial,
        };
    }

    /// <summary>How a line is understood, without searching.</summary>
    public AnalyzeResponse Analyze(string query)
    {
        var line = QueryLine.Parse(query);
        using var snapshot = store.Snapshot();
        return new AnalyzeResponse(
            query,
            line.Parsed,
            [.. line.Notes.Select(note => new AnalyzedNote(note.Code, note.Start, note.Length, note.Message))],
            [.. QueryTranslation.Words(line.Root).Distinct(StringComparer.Ordinal).Select(text => new AnalyzedText(
                text,
                _wordings.Value.Variants(text),
                [.. _wordings.Value.Words(text).Select(word => new AnalyzedWord(word.Text, word.Others))]))],
            [.. new OfferFinder(line.Root, name => IsUnit(snapshot, name, CancellationToken.None)).Offers()
                .GroupBy(offer => offer.Word, StringComparer.Ordinal)
                .Select(word => new AnalyzedFilter(word.Key, [.. word.Select(offer => QueryFormat.Format(offer.Filter))]))]);
    }

    /// <summary>All hits of a search, in order, as its pages would show them one after another.</summary>
    public IEnumerable<SearchHit> All(SearchParameters parameters, int most, CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        var line = QueryLine.Parse(parameters.Query);
        if (line.Excess is not null)
            yield break;
        var (_, root, _, _) = Read(snapshot, parameters, line.Root, cancel);
        foreach (var (hit, step) in Run(snapshot, parameters with { Facets = [] }, root, cancel, most).Hits)
        {
            cancel.ThrowIfCancellationRequested();
            if (Present(snapshot, hit, null, step.Match, null) is { } found)
                yield return found;
        }
    }

    /// <summary>Searches a line as text or, where it names filters alone and finds little, as filters.</summary>
    private (TieredResult Result, QueryNode? Root, OfferFinder Offers, IReadOnlyList<QueryNode.Field>? Applied) Read(
        Snapshot snapshot, SearchParameters parameters, QueryNode? root, CancellationToken cancel)
    {
        var result = Run(snapshot, parameters, root, cancel);
        var offers = new OfferFinder(root, name => IsUnit(snapshot, name, cancel));
        if (parameters.Loosening == Loosening.Auto && result.Steps[0].Hits < FewHits && !result.IsPartial)
        {
            foreach (var (reading, filters) in offers.Readings())
            {
                var read = Run(snapshot, parameters, reading, cancel);
                if (read.TotalHits > result.Steps[0].Hits)
                    return (read, reading, offers, filters);
            }
        }

        return (result, root, offers, null);
    }

    /// <summary>A hit; null where its document is damaged, which the answer's notes say.</summary>
    private static SearchHit? Present(Snapshot snapshot, Hit hit, Query? query, MatchKind match, SearchParameters? parameters)
    {
        try
        {
            return HitPresenter.Present(snapshot, hit, query, match, parameters);
        }
        catch (IndexDamagedException)
        {
            return null;
        }
    }

    /// <summary>Runs a line down the ladder as far as the parameters allow.</summary>
    private TieredResult Run(
        Snapshot snapshot, SearchParameters parameters, QueryNode? root, CancellationToken cancel, int? most = null)
    {
        var patience = snapshot.DocumentCount <= SmallIndex ? Deadline : FoldingPatience;
        var fold = parameters.Fold && !parameters.Collapse && snapshot.TryPrepareFolding(PassageSchema.Text, patience);
        var bySubstance = parameters.Substance > 0 && parameters.YearDescending is null;
        var end = parameters.Paging.Offset + parameters.Paging.HitsPerPage;
        var request = new SearchRequest
        {
            Filters = FilterBuilder.Build(parameters),
            Facets = [.. parameters.Facets.Select(facet => new FacetRequest(facet))],
            Sort = parameters.YearDescending is { } descending ? new NumberSort(PassageSchema.Year, descending) : null,
            Offset = most is null && !bySubstance ? parameters.Paging.Offset : 0,
            Limit = most ?? (bySubstance ? Math.Max(SubstanceOrder.Depth, end) : parameters.Paging.HitsPerPage),
            Collapse = parameters.Collapse,
            FoldOn = fold ? PassageSchema.Text : null,
            Rescoring = RankingProfile.Of(root, _wordings.Value, TimeProvider.System.GetUtcNow().Year),
        };
        var ladder = new Ladder(
            root, _wordings.Value, (word, query) => _counts.CountOf(snapshot, word, query, cancel), snapshot.DocumentCount).Steps();

        // A report that has hits of several steps would be counted in each of them.
        var enough = parameters.Collapse ? 1 : parameters.Paging.HitsPerPage;
        if (parameters.Loosening == Loosening.None)
            ladder = ladder.Take(1);
        if (parameters.ReportIds.Count > 0)
        {
            var own = new Query.In([.. parameters.ReportIds.SelectMany(id => snapshot.DocumentsOf(ReportRecord.KeyOf(id)))]);
            ladder = ladder.Select(step => step with { Query = new Query.And([own, step.Query]) });
        }

        var spread = fold && request.Sort is null ? new ReportSpread(parameters.Paging.HitsPerPage, MostOfReport) : null;
        var result = TieredSearch.Run(snapshot, ladder, request, enough, spread, cancel);
        if (!bySubstance)
            return result;
        var arranged = SubstanceOrder.Arrange(snapshot, result.Hits, parameters.Substance);
        return result with
        {
            Hits = most is not null ? arranged : [.. arranged.Skip(parameters.Paging.Offset).Take(parameters.Paging.HitsPerPage)],
        };
    }

    private IEnumerable<FilterOffer> Offers(
        Snapshot snapshot, SearchParameters parameters, OfferFinder finder,
            IReadOnlyList<QueryNode.Field>? applied, CancellationToken cancel)
    {
        foreach (var offer in finder.Offers())
        {
            long count;
            try
            {
                count = Run(
                    snapshot, parameters with { Facets = [], Paging = parameters.Paging with { Page = 1 } }, offer.Line, cancel).TotalHits;
            }
            catch (OperationCanceledException)
            {
                // An offer without its count is worth nothing; the answer itself is there.
                yield break;
            }

            var isApplied = applied is not null
                && applied.Any(field => field.Name == offer.Filter.Name && offer.Filter.Values.All(field.Values.Contains));
            if (count > 0 || isApplied)
                yield return new FilterOffer(ParameterOf(offer.Filter.Name), ValueOf(offer.Filter.Values[0]),
                    offer.Word, QueryFormat.Format(offer.Line), count, isApplied);
        }
    }

    private static bool IsUnit(Snapshot snapshot, string name, CancellationToken cancel) =>
        snapshot.Search(
            new SearchRequest { Query = new Query.Where(new Filter.Keyword(PassageSchema.Unit, [name])), Limit = 1, ExactTotal = false },
            cancel).Hits.Count > 0;

    private IEnumerable<string> Notes(QueryLine line, SearchResponse response, bool isOldCursor)
    {
        foreach (var note in line.Notes)
            yield return note.Message;
        if (PersonalNumbers.Find(response.Query).Count > 0)
            yield return "检索式里有个人号码：号码不进索引，查不到，也无从证实";
        if (line.Excess is { } excess)
            yield return excess.Message;
        if (response.Applied is { } applied)
            yield return applied.Message;
        if (store.Damage is not null)
            yield return "索引有一部分损坏，结果可能缺少内容；重建索引（indexer rebuild）后恢复";
        if (response.Partial)
            yield return string.Create(CultureInfo.InvariantCulture, $"检索用了 {Deadline.TotalSeconds:0} 秒仍未完成，结果不完整");
        if (isOldCursor)
            yield return "索引在翻页之间有更新，前后页可能有重复或遗漏";
    }

    private static SearchResponse Empty(SearchParameters parameters) => new()
    {
        Hits = [],
        Query = parameters.Query,
        TotalHits = 0,
        Page = parameters.Paging.Page,
        HitsPerPage = parameters.Paging.HitsPerPage,
        TotalPages = 0,
        FacetDistribution = parameters.Facets.Count == 0 ? null : parameters.Facets.ToDictionary(
            facet => facet, _ => (IReadOnlyDictionary<string, long>)new Dictionary<string, long>(), StringComparer.Ordinal),
        ProcessingTimeMs = 0,
    };

    private static string ParameterOf(QueryField field) => field switch
    {
        QueryField.Unit => "unit",
        QueryField.UnitType => "unitType",
        QueryField.Year => "year",
        QueryField.Section => "section",
        QueryField.Kind => "kind",
        QueryField.Title => "title",
        QueryField.Topic => "topic",
        _ => "source",
    };

    private static string ValueOf(FieldValue value) => value switch
    {
        FieldValue.Years(var range) => YearValues.Format(range),
        FieldValue.Name(var text, _) => text,
        _ => FieldValues.Unknown,
    };
}

/// <summary>A search was given up.</summary>
public sealed class SearchTimeoutException(TimeSpan patience)
    : Exception($"the search took longer than {patience.TotalSeconds:0} s; ask for less");
