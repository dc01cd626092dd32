using System.Diagnostics;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// While one thread searches without pause: how long from putting one passage until it is durable and a search finds it? The index keeps
/// the passages.
/// </summary>
internal static class AddCommand
{
    public static void Run(string folder, string queryFile, TimeSpan duration)
    {
        var queries = Passages.Queries(queryFile);
        var times = new List<double>();
        long searches = 0;
        using var index = SearchIndex.Open(folder, Passages.Schema);
        using var writer = index.OpenWriter();
        using var stop = new CancellationTokenSource();
        var searching = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var snapshot = index.Snapshot();
                snapshot.Search(
                    new SearchRequest
                    {
                        Query = new Query.Text(queries[searches++ % queries.Length].Text, TextMatch.Any),
                        ExactTotal = false
                    });
            }
        });
        var watch = Stopwatch.StartNew();
        for (var i = 0; watch.Elapsed < duration; i++)
        {
            var id = $"added-{Environment.ProcessId}-{i}";
            var start = Stopwatch.GetTimestamp();
            writer.Put(new DocumentGroup
            {
                Key = id,
                Documents = [new IndexDocument { Id = id, Texts = [$"{queries[i % queries.Length].Text}，第{i}条新增内容"] }]
            });
            writer.Commit();
            using (var snapshot = index.Snapshot())
                if (snapshot.Find(id) is null)
                    throw new InvalidOperationException($"'{id}' was acknowledged and is not there.");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        stop.Cancel();
        searching.Wait();
        double[] ascending = [.. times.Order()];
        Report.Print(
            ("engine", "KnowledgeBase"), ("added", ascending.Length), ("searches", searches),
            ("p50_ms", Report.Percentile(ascending, 50)), ("p95_ms", Report.Percentile(ascending, 95)),
                ("p99_ms", Report.Percentile(ascending, 99)), ("max_ms", ascending[^1]));
    }
}
