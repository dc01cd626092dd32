using System.Globalization;
using KnowledgeBase.Engine.Proofs.Comparison;

namespace KnowledgeBase.Engine.Proofs.Concurrency;

/// <summary>Writer, deleter, merger and searchers at once: every answer is that of exactly one commit.</summary>
public static class ConcurrencyProof
{
    private const int Keys = 60;

    /// <param name="commits">The number of commits after which all threads stop.</param>
    /// <param name="time">The time after which all threads stop.</param>
    public static ProofResult Run(int commits, TimeSpan time, ulong seed, TextWriter output)
    {
        output.WriteLine($"concurrency: {commits} commits or {time}, seed {seed}");
        using var temporary = new TemporaryFolder();
        using var index = SearchIndex.Open(temporary.At("index"), SelfCheckingGroups.Schema,
            new IndexOptions { WriteBufferBytes = 20_000 });
        using var reader = SearchIndex.Open(temporary.At("index"), SelfCheckingGroups.Schema);
        using var writer = index.OpenWriter();
        using var stop = new CancellationTokenSource(time);
        long searches = 0;
        var committed = 0;

        void Until(Action<Random> work, int who)
        {
            var random = new Random(unchecked((int)seed + who));
            try
            {
                while (!stop.IsCancellationRequested)
                    work(random);
            }
            finally
            {
                // A failing thread stops all others.
                stop.Cancel();
            }
        }

        void Search(SearchIndex from, Random random)
        {
            using var snapshot = from.Snapshot();
            Searched(snapshot, random);
            Interlocked.Increment(ref searches);
        }

        Task[] tasks =
        [
            Start(() => Until(random =>
            {
                for (var i = random.Next(1, 5); i > 0; i--)
                    writer.Put(SelfCheckingGroups.Group(Key(random), Interlocked.Increment(ref committed), random));
                writer.Commit();
                if (committed >= commits)
                    stop.Cancel();
            }, 1)),
            Start(() => Until(random =>
            {
                writer.Delete(Key(random));
                writer.Commit();
            }, 2)),
            Start(() => Until(_ => writer.Optimize(CancellationToken.None), 3)),
            Start(() => Until(random => Search(index, random), 4)),
            Start(() => Until(random => Search(index, random), 5)),
            Start(() => Until(random =>
            {
                reader.Refresh();
                Search(reader, random);
            }, 6)),
        ];
        Task.WaitAll(tasks);

        writer.Commit();
        reader.Refresh();
        using (var snapshot = reader.Snapshot())
            CheckAll(snapshot);
        if (SearchIndex.Check(temporary.At("index")).Damages is [var damage, ..])
            throw new DisagreementException(damage.Message);
        return new ProofResult("concurrency", searches, seed,
            string.Create(CultureInfo.InvariantCulture, $"searches during {committed} puts"));
    }

    private static Task Start(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string Key(Random random) => $"k{random.Next(Keys)}";

    private static void Searched(Snapshot snapshot, Random random)
    {
        var word = SelfCheckingGroups.Word(random);
        var result = snapshot.Search(new SearchRequest
        {
            Query = random.Next(4) == 0 ? Query.All : new Query.Text(word, TextMatch.Phrase),
            Facets = [new FacetRequest("size")],
            Limit = 5,
        });
        if (result.Facets["size"].Sum(count => count.Count) != result.TotalHits)
            throw new DisagreementException("facets and total are of two commits");
        foreach (var hit in result.Hits)
            SelfCheckingGroups.Check(snapshot, hit.Document);
    }

    private static void CheckAll(Snapshot snapshot)
    {
        var hits = snapshot.Search(new SearchRequest { Limit = int.MaxValue }).Hits;
        if (hits.Count != snapshot.DocumentCount)
            throw new DisagreementException($"{hits.Count} hits of {snapshot.DocumentCount} documents");
        foreach (var hit in hits)
            SelfCheckingGroups.Check(snapshot, hit.Document);
    }
}
