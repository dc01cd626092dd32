using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace KnowledgeBase.Benchmarks;

/// <summary>
/// How long does a running server take to answer a search with all facets: the very first one, then one after another, then by ever more
/// callers at once, until the 99th percentile is above what a person notices?
/// </summary>
internal static class HttpCommand
{
    private const double LongestMilliseconds = 50;
    private const int MostCallers = 256;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Uri server, string queryFile, int reps)
    {
        var queries = Passages.Queries(queryFile).Select(query => query.Text).ToArray();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = MostCallers, AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = server };
        Print("first", 1, [(await AskAsync(client, queries[0]).ConfigureAwait(false)).Milliseconds], 0, 0);

        var alone = new List<double>();
        for (var rep = 0; rep < reps; rep++)
        {
            foreach (var query in queries)
            {
                var (milliseconds, _) = await AskAsync(client, query).ConfigureAwait(false);

                // The first pass warms up.
                if (rep > 0)
                    alone.Add(milliseconds);
            }
        }

        Print("one after another", 1, alone, 0, 0);
        for (var callers = 2; callers <= MostCallers; callers *= 2)
        {
            var times = new ConcurrentBag<double>();
            var (refused, next) = (0, 0);
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync))).ConfigureAwait(false);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            Print("at once", callers, times, times.Count / seconds, refused);
            if (Report.Percentile([.. times.Order()], 99) > LongestMilliseconds)
                return;

            async Task CallAsync()
            {
                while (Stopwatch.GetElapsedTime(began) < Step)
                {
                    var query = queries[Interlocked.Increment(ref next) % queries.Length];
                    var (milliseconds, isAnswered) = await AskAsync(client, query).ConfigureAwait(false);
                    if (isAnswered)
                        times.Add(milliseconds);
                    else
                        Interlocked.Increment(ref refused);
                }
            }
        }
    }

    private static async Task<(double Milliseconds, bool IsAnswered)> AskAsync(HttpClient client, string query)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri($"api/v1/search?facets=*&q={Uri.EscapeDataString(query)}", UriKind.Relative))
            .ConfigureAwait(false);
        _ = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, answer.IsSuccessStatusCode);
    }

    private static void Print(string what, int callers, IEnumerable<double> milliseconds, double rate, int refused)
    {
        double[] ascending = [.. milliseconds.Order()];
        Report.Print(
            ("what", what), ("callers", callers), ("answers", ascending.Length), ("refused", refused),
            ("p50_ms", Report.Percentile(ascending, 50)), ("p99_ms", Report.Percentile(ascending, 99)),
            ("requests_per_second", rate));
    }
}
