using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Similarity;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Passages;

/// <summary>Reads passages by id, and finds what is like them.</summary>
public sealed class PassageService(KnowledgeStore store, SimilarPassages similar)
{
    private static readonly TimeSpan FoldingPatience = TimeSpan.FromMilliseconds(50);

    /// <summary>Null where there is no such passage.</summary>
    public SearchHit? Find(string passageId)
    {
        using var snapshot = store.Snapshot();
        return snapshot.Find(passageId) is { } document ? HitPresenter.Present(snapshot, new Hit(document, 0), null) : null;
    }

    /// <summary>Passages of other reports that say the same, the same section first; null where there is no such passage.</summary>
    public ListResponse<SearchHit>? Similar(string passageId, SearchParameters filters, Paging paging, CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        if (snapshot.Find(passageId) is not { } document)
            return null;
        var passage = PassageDocument.Read(snapshot, document);
        return Answer(
            snapshot,
            new SimilarQuery(passage.Text)
            {
                Heading = passage.Heading is { } heading && passage.Text.Contains(heading, StringComparison.Ordinal) ? heading : null,
                Section = passage.Section,
                ReportId = ReportRecord.IdOf(snapshot.GroupOf(document)),
                Document = document,
            },
            filters,
            paging,
            cancel);
    }

    /// <summary>Passages that say the same as a pasted text.</summary>
    public ListResponse<SearchHit> Similar(string text, string? heading, SearchParameters filters, Paging paging, CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        var section = filters.Sections is [var only] ? only : null;
        return Answer(snapshot, new SimilarQuery(text) { Heading = heading, Section = section }, filters, paging, cancel);
    }

    private ListResponse<SearchHit> Answer(
        Snapshot snapshot, SimilarQuery query, SearchParameters filters, Paging paging, CancellationToken cancel)
    {
        var conditions = FilterBuilder.Build(filters).ToList();
        var fold = snapshot.TryPrepareFolding(PassageSchema.Text, FoldingPatience);
        var found = similar.Find(snapshot, query with { Filters = conditions }, fold, cancel);
        if (filters.ReportIds.Count > 0)
        {
            var own = filters.ReportIds.SelectMany(id => snapshot.DocumentsOf(ReportRecord.KeyOf(id))).ToHashSet();
            found = [.. found.Where(one => own.Contains(one.Hit.Document))];
        }

        return ListResponse.Of<SearchHit>(
            [.. found.Skip(paging.Offset).Take(paging.HitsPerPage).Select(one => HitPresenter.Present(
                snapshot, one.Hit, new Query.Or([.. one.Marks.Select(mark => new Query.Text(mark, TextMatch.Phrase))])))],
            found.Count,
            paging);
    }
}
