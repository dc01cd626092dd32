using KnowledgeBase.Engine.Proofs.Comparison;

namespace KnowledgeBase.Engine.Proofs.Chaos;

/// <summary>Handles, maps and threads come back to where they were, however often a reader refreshes.</summary>
public static class RefreshProof
{
    /// <summary>The runtime's own pool comes and goes by a few.</summary>
    private const int PoolThreads = 12;

    public static ProofResult Run(int refreshes, ulong seed, TextWriter output)
    {
        output.WriteLine($"refreshes: {refreshes}, seed {seed}");
        using var scratch = new Scratch();
        var folder = scratch.At("index");
        var random = new Random(unchecked((int)seed));
        using var index = SearchIndex.Open(folder, Checkable.Schema);
        using var reader = SearchIndex.Open(folder, Checkable.Schema);
        using var writer = index.OpenWriter();
        Turn(index, reader, writer, random, 0);
        var start = Settled(index, reader, writer, folder);
        for (var i = 1; i <= refreshes; i++)
            Turn(index, reader, writer, random, i);
        var end = Settled(index, reader, writer, folder);
        if (end.Handles > start.Handles || end.Maps > start.Maps || end.Threads > start.Threads + PoolThreads)
            throw new DisagreementException($"before: {start}, after {refreshes} refreshes: {end}");

        writer.Dispose();
        reader.Dispose();
        index.Dispose();
        var closed = Resources.Of(folder);
        if (closed.Handles + closed.Maps > 0)
            throw new DisagreementException($"after closing: {closed}");
        return new ProofResult("refreshes", refreshes, seed, $"refreshes; {start} before, {end} after");
    }

    private static void Turn(SearchIndex index, SearchIndex reader, IndexWriter writer, Random random, int i)
    {
        writer.Put(Checkable.Group($"k{i % 50}", i, random));
        writer.Commit();
        if (!reader.Refresh())
            throw new DisagreementException($"refresh {i} finds nothing new");
        foreach (var from in new[] { index, reader })
        {
            using var snapshot = from.Snapshot();
            var hits = snapshot.Search(new SearchRequest { Query = new Query.Text("防汛", TextMatch.Any) }).Hits;
            foreach (var hit in hits.Take(2))
                Checkable.Check(snapshot, hit.Document);
        }
    }

    /// <summary>One segment, the newest commit and no snapshot: the same state whatever came before.</summary>
    private static Resources Settled(SearchIndex index, SearchIndex reader, IndexWriter writer, string folder)
    {
        writer.Optimize();
        reader.Refresh();
        using (index.Snapshot())
        using (reader.Snapshot())
        {
        }
        // What is released by finalizers counts as released only once they have run.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Resources.Of(folder);
    }
}
