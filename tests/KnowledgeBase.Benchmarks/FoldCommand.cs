using System.Diagnostics;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Benchmarks;

/// <summary>What does folding near-duplicates cost: once after opening, and in each search with all facets?</summary>
internal static class FoldCommand
{
    public static void Run(string folder, string queries, int repetitions)
    {
        var lines = Passages.Queries(queries);
        using var index = SearchIndex.Open(folder, Passages.Schema);
        using var snapshot = index.Snapshot();
        var watch = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        snapshot.TryPrepareFolding("text", Timeout.InfiniteTimeSpan);
        var prepared = watch.Elapsed.TotalSeconds;
        var used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
        var wordings = snapshot.Search(new SearchRequest { Limit = 0, FoldOn = "text" }).TotalHits;
        foreach (var fold in new[] { false, true })
        {
            var least = new double[lines.Length];
            Array.Fill(least, double.MaxValue);
            for (var pass = 0; pass < repetitions; pass++)
                for (var q = 0; q < lines.Length; q++)
                    least[q] = Math.Min(least[q], Once(snapshot, lines[q].Text, fold));
            Array.Sort(least);
            Report.Print(
                ("engine", "KnowledgeBase"), ("docs", snapshot.DocumentCount), ("wordings", wordings),
                ("prepare_s", prepared), ("prepare_cpu_s", used), ("fold", fold ? "yes" : "no"),
                ("least_p50_us", Report.Percentile(least, 50)), ("least_p99_us", Report.Percentile(least, 99)));
        }
    }

    private static double Once(Snapshot snapshot, string text, bool fold)
    {
        var started = Stopwatch.GetTimestamp();
        snapshot.Search(new SearchRequest
        {
            Query = new Query.Text(text, TextMatch.All),
            Facets = [new("section"), new("unitType"), new("unit"), new("year")],
            FoldOn = fold ? "text" : null,
            Limit = 20,
        });
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }
}
