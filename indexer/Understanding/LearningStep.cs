using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Ingesting;

namespace KnowledgeBase.Indexer.Understanding;

/// <summary>After a batch of files: which marks have become plain, and which files still carry them?</summary>
internal sealed class LearningStep(KnowledgeStore store, FileCatalog catalog, ReaderKeeper keeper, IngestPipeline pipeline)
{
    private const int MostFiles = 100_000;

    /// <summary>The places of files that should be read again because a mark that is known only now stands in them. The index itself finds them.</summary>
    public async Task<IReadOnlyList<string>> LearnAsync(IndexWriter writer, CancellationToken cancel)
    {
        var fresh = keeper.Learn(writer);
        if (fresh.Count == 0)
            return [];
        await pipeline.CommitAsync(writer, cancel).ConfigureAwait(false);
        using var snapshot = store.Snapshot();
        return [.. fresh
            .SelectMany(mark => snapshot.Search(new SearchRequest { Query = new Query.Text(mark, TextMatch.Phrase), Collapse = true, Limit = MostFiles }).Hits)
            .Select(hit => ReportRecord.FromBytes(snapshot.Attachment(snapshot.GroupOf(hit.Document))!.Value.Span).FileHash)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(catalog.WithHash)
            .Select(file => file.Place)];
    }
}
