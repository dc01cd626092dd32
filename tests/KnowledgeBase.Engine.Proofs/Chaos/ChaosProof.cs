using System.Globalization;
using KnowledgeBase.Engine.Proofs.Comparison;

namespace KnowledgeBase.Engine.Proofs.Chaos;

/// <summary>Writer, deleter, merger and searchers at once: every answer is that of one commit, whole.</summary>
public static class ChaosProof
{
    private const int Keys = 60;

    /// <param name="commits">How many, after which everybody stops.</param>
    /// <param name="time">Or when this is over, whichever comes first.</param>
    public static ProofResult Run(int commits, TimeSpan time, ulong seed, TextWriter output)
    {
        output.WriteLine($"chaos: {commits} commits or {time}, seed {seed}");
        using var scratch = new Scratch();
        using var index = SearchIndex.Open(scratch.At("index"), Checkable.Schema, new IndexOptions { WriteBufferBytes = 20_000 });
        using var reader = SearchIndex.Open(scratch.At("index"), Checkable.Schema);
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
                // One that fails stops all.
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
                    writer.Put(Checkable.Group(Key(random), Interlocked.Increment(ref committed), random));
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
            Everything(snapshot);
        if (SearchIndex.Check(scratch.At("index")).Damages is [var damage, ..])
            throw new DisagreementException(damage.Message);
        return new ProofResult("chaos", searches, seed, string.Create(CultureInfo.InvariantCulture, $"searches during {committed} puts"));
    }

    private static Task Start(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string Key(Random random) => $"k{random.Next(Keys)}";

    private static void Searched(Snapshot snapshot, Random random)
    {
        var word = Checkable.Word(random);
        var result = snapshot.Search(new SearchRequest
        {
            Query = random.Next(4) == 0 ? Query.All : new Query.Text(word, TextMatch.Phrase),
            Facets = [new FacetRequest("size")],
            Limit = 5,
        });
        if (result.Facets["size"].Sum(count => count.Count) != result.TotalHits)
            throw new DisagreementException("facets and total are of two commits");
        foreach (var hit in result.Hits)
            Checkable.Check(snapshot, hit.Document);
    }

    private static void Everything(Snapshot snapshot)
    {
        var hits = snapshot.Search(new SearchRequest { Limit = int.MaxValue }).Hits;
        if (hits.Count != snapshot.DocumentCount)
            throw new DisagreementException($"{hits.Count} hits of {snapshot.DocumentCount} documents");
        foreach (var hit in hits)
            Checkable.Check(snapshot, hit.Document);
    }
}
