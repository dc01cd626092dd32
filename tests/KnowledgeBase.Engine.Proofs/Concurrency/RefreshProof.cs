using KnowledgeBase.Engine.Proofs.Comparison;

namespace KnowledgeBase.Engine.Proofs.Concurrency;

/// <summary>File handles, memory maps and threads do not grow however often a reader refreshes.</summary>
public static class RefreshProof
{
    /// <summary>The size of the runtime's thread pool varies by a few.</summary>
    private const int PoolThreads = 12;

    public static ProofResult Run(int refreshes, ulong seed, TextWriter output)
    {
        output.WriteLine($"refreshes: {refreshes}, seed {seed}");
        using var temporary = new TemporaryFolder();
        var folder = temporary.At("index");
        var random = new Random(unchecked((int)seed));
        using var index = SearchIndex.Open(folder, SelfCheckingGroups.Schema);
        using var reader = SearchIndex.Open(folder, SelfCheckingGroups.Schema);
        using var writer = index.OpenWriter();
        CommitAndRefresh(index, reader, writer, random, 0);
        var start = MeasureIdle(index, reader, writer, folder);
        for (var i = 1; i <= refreshes; i++)
            CommitAndRefresh(index, reader, writer, random, i);
        var end = MeasureIdle(index, reader, writer, folder);
        if (end.Handles > start.Handles || end.Maps > start.Maps || end.Threads > start.Threads + PoolThreads)
            throw new DisagreementException($"before: {start}, after {refreshes} refreshes: {end}");

        writer.Dispose();
        reader.Dispose();
        index.Dispose();
        var closed = ProcessResources.Of(folder);
        if (closed.Handles + closed.Maps > 0)
            throw new DisagreementException($"after closing: {closed}");
        return new ProofResult("refreshes", refreshes, seed, $"refreshes; {start} before, {end} after");
    }

    private static void CommitAndRefresh(SearchIndex index, SearchIndex reader, IndexWriter writer, Random random, int i)
    {
        writer.Put(SelfCheckingGroups.Group($"k{i % 50}", i, random));
        writer.Commit();
        if (!reader.Refresh())
            throw new DisagreementException($"refresh {i} finds nothing new");
        foreach (var from in new[] { index, reader })
        {
            using var snapshot = from.Snapshot();
            var hits = snapshot.Search(new SearchRequest { Query = new Query.Text("防汛", TextMatch.Any) }).Hits;
            foreach (var hit in hits.Take(2))
                SelfCheckingGroups.Check(snapshot, hit.Document);
        }
    }

    /// <summary>Counts resources with one segment, the newest commit and no snapshot: the same state whatever happened before.</summary>
    private static ProcessResources MeasureIdle(SearchIndex index, SearchIndex reader, IndexWriter writer, string folder)
    {
        writer.Optimize();
        reader.Refresh();
        using (index.Snapshot())
        using (reader.Snapshot())
        {
        }
        // Finalizers must have run before their resources are counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return ProcessResources.Of(folder);
    }
}
