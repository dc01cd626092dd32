using System.Diagnostics;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Benchmarks;

/// <summary>From nothing open to a snapshot, and from there to the first answer: what a fresh process pays.</summary>
internal static class OpenCommand
{
    public static void Run(string folder)
    {
        var watch = Stopwatch.StartNew();
        using var index = SearchIndex.Open(folder, Passages.Schema);
        using var snapshot = index.Snapshot();
        var opened = watch.Elapsed.TotalMilliseconds;
        var hits = snapshot.Search(new SearchRequest { Query = new Query.Text("发展", TextMatch.Any), ExactTotal = false }).Hits.Count;
        Report.Print(("engine", "KnowledgeBase"), ("docs", snapshot.DocumentCount), ("open_ms", opened),
            ("first_search_ms", watch.Elapsed.TotalMilliseconds - opened), ("hits", hits));
    }
}
