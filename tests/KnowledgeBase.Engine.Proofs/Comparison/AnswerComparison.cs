using KnowledgeBase.Engine.Proofs.Generation;
using KnowledgeBase.Engine.Proofs.Oracle;

namespace KnowledgeBase.Engine.Proofs.Comparison;

/// <summary>Compares one commit of the engine with the plain index of the same documents.</summary>
internal sealed class AnswerComparison
{
    /// <summary>The tolerance between a 32-bit score and a 64-bit one.</summary>
    private const double Tolerance = 1e-4;

    private readonly Snapshot _snapshot;
    private readonly PlainIndex _plain;
    private readonly PlainSearch _search;
    private readonly PlainHighlight _highlight;
    private readonly int[] _numbers;

    public AnswerComparison(Snapshot snapshot, PlainIndex plain)
    {
        _snapshot = snapshot;
        _plain = plain;
        var scorer = new PlainScorer(plain);
        _search = new PlainSearch(plain, scorer);
        _highlight = new PlainHighlight(scorer);
        _numbers = [.. plain.Documents.Select(document =>
            snapshot.Find(document.Document.Id)
                ?? throw new DisagreementException($"document {SourceText.Text(document.Document.Id)} is not found"))];
        // Document numbers follow the order of adding, also after merges.
        for (var i = 1; i < _numbers.Length; i++)
            Same(true, _numbers[i - 1] < _numbers[i], $"numbers ascend at document {i}");
    }

    public void Verify(SearchRequest request)
    {
        try
        {
            Compare(request);
        }
        catch (Exception e) when (e is not DisagreementException)
        {
            throw new DisagreementException($"{e.GetType().Name}: {e}\nfor {SourceText.Request(request)}");
        }
        catch (DisagreementException e)
        {
            throw new DisagreementException($"{e.Message}\nfor {SourceText.Request(request)}");
        }
    }

    private void Compare(SearchRequest request)
    {
        var expected = _search.Answer(request);
        var page = _snapshot.Search(request);
        var total = expected.Ranked.Count;
        if (request.ExactTotal)
            Same(total, page.TotalHits, "total");
        else
            Same(true, page.TotalHits <= total && page.TotalHits >= Math.Min(total, page.Hits.Count),
                $"total {page.TotalHits} is a lower bound of {total}");
        Facets(request, expected, page);

        // The page equals its part of the whole answer exactly; the whole answer equals the plain one.
        var whole = _snapshot.Search(request with { Offset = 0, Limit = int.MaxValue, Facets = [], ExactTotal = true });
        Same(total, whole.Hits.Count, "hits without a limit");
        var start = Math.Min(request.Offset, total);
        Hit[] slice = [.. whole.Hits.Skip(start).Take(request.Limit)];
        Same(List(slice), List(page.Hits), "the page");
        Whole(request, expected, whole.Hits);
        foreach (var hit in page.Hits.Take(3))
            Highlights(request.Query, hit.Document);
    }

    private void Whole(SearchRequest request, PlainAnswer expected, IReadOnlyList<Hit> hits)
    {
        var expectedHits = expected.Ranked.ToDictionary(hit => _numbers[hit.Position]);
        var scores = new Dictionary<string, float>();
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            // Where documents of a group differ in 64-bit scores but not in 32-bit ones, the engine may return another of them.
            if (!expectedHits.TryGetValue(hit.Document, out var plainHit) && !(request.Collapse && Equal(expected, hit, out plainHit)))
                throw new DisagreementException($"document {hit.Document} is no hit of a plain scan, score {hit.Score}");
            if (Math.Abs(hit.Score - plainHit!.Score) > Tolerance * Math.Max(1, plainHit.Score))
                throw new DisagreementException($"score of document {hit.Document}: expected {plainHit.Score}, found {hit.Score}");
            // Exactly equal: the same texts in two segments are a tie, which is broken by document number.
            var texts = string.Join('|', _plain.Documents[Array.BinarySearch(_numbers, hit.Document)].Texts);
            if (!HasFilters(request.Query) && scores.TryAdd(texts, hit.Score) is false && scores[texts] != hit.Score)
                throw new DisagreementException(
                    $"score of document {hit.Document}: {hit.Score}, where another with the same texts has {scores[texts]}");
            if (i > 0 && !InOrder(request.Sort, hits[i - 1], hit))
                throw new DisagreementException($"order: {hits[i - 1]} precedes {hit}");
        }

        Same(hits.Count, hits.Select(hit => hit.Document).Distinct().Count(), "distinct hits");
    }

    /// <summary>With filters documents with the same texts may match different clauses.</summary>
    private static bool HasFilters(Query query) => query switch
    {
        Query.Where => true,
        Query.And and => and.Clauses.Any(HasFilters),
        Query.Or or => or.Clauses.Any(HasFilters),
        Query.AtLeast atLeast => atLeast.Clauses.Any(clause => HasFilters(clause.Clause)),
        Query.Not not => HasFilters(not.Clause),
        Query.Prefer prefer => HasFilters(prefer.Clause) || prefer.Preferred.Any(HasFilters),
        Query.Boost boost => HasFilters(boost.Clause),
        Query.Constant constant => HasFilters(constant.Clause),
        _ => false,
    };

    private bool Equal(PlainAnswer expected, Hit hit, out PlainHit? found)
    {
        var group = _snapshot.GroupOf(hit.Document);
        found = expected.Ranked.First(candidate => candidate.Document.Group == group);
        return Math.Abs(hit.Score - found.Score) <= 1e-6 * Math.Max(1, found.Score);
    }

    private bool InOrder(NumberSort? sort, Hit before, Hit after)
    {
        if (sort is not null)
        {
            var field = _plain.Schema.Numbers.ToList().IndexOf(sort.Field);
            long Key(Hit hit) => _plain.Documents[Array.BinarySearch(_numbers, hit.Document)].Number(field) switch
            {
                null => long.MaxValue,
                { } number => sort.Descending ? -(long)number : number,
            };
            if (Key(before) != Key(after))
                return Key(before) < Key(after);
        }

        return before.Score > after.Score || (before.Score == after.Score && before.Document < after.Document);
    }

    private static void Facets(SearchRequest request, PlainAnswer expected, SearchResult found)
    {
        Same(request.Facets.Count, found.Facets.Count, "facets");
        foreach (var (field, counts) in expected.Facets)
            Same(List(counts), List(found.Facets[field]), $"facet {field}");
    }

    private void Highlights(Query query, int number)
    {
        var document = _plain.Documents[Array.BinarySearch(_numbers, number)];
        for (var field = 0; field < _plain.Schema.Texts.Count; field++)
        {
            var text = document.Texts[field];
            var name = _plain.Schema.Texts[field].Name;
            Same(List(_highlight.Spans(query, text, name)), List(_snapshot.Highlight(query, text, name)),
                $"marks in {name} {SourceText.Text(text)}");
        }
    }

    private static string List<T>(IEnumerable<T> items) => string.Join(' ', items);

    private static void Same<T>(T expected, T found, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw new DisagreementException($"{what}: expected {expected}, found {found}");
    }
}
