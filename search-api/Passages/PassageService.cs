using KnowledgeBase.Engine;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Passages;

/// <summary>Reads passages by id, and finds what is like them.</summary>
public sealed class PassageService(KnowledgeStore store)
{
    /// <summary>Null where there is no such passage.</summary>
    public SearchHit? Find(string passageId)
    {
        using var snapshot = store.Snapshot();
        return snapshot.Find(passageId) is { } document ? HitPresenter.Present(snapshot, new Hit(document, 0), null) : null;
    }

    /// <summary>Passages of other reports that say something alike, best first; null where there is no such passage.</summary>
    public ListResponse<SearchHit>? Similar(string passageId, int limit, CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        if (snapshot.Find(passageId) is not { } document)
            return null;
        var own = snapshot.GroupOf(document);
        var query = new Query.Like(PassageDocument.Read(snapshot, document).Text);
        var result = snapshot.Search(
            new SearchRequest { Query = query, Limit = limit + snapshot.DocumentsOf(own).Count, ExactTotal = false },
            cancel);
        List<SearchHit> hits = [.. result.Hits
            .Where(hit => snapshot.GroupOf(hit.Document) != own)
            .Take(limit)
            .Select(hit => HitPresenter.Present(snapshot, hit, query))];
        return ListResponse.Of<SearchHit>(hits, hits.Count, new Paging(1, limit));
    }
}
