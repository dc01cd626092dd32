using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using KnowledgeBase.Engine;

namespace KnowledgeBase.Benchmarks;

internal sealed record SearchOptions(int K, int Reps, TextMatch Mode, bool ExactTotal, bool Filter, string? RunFile)
{
    public static bool TryParse(string k, string reps, string[] rest, [NotNullWhen(true)] out SearchOptions? options)
    {
        options = null;
        if (!int.TryParse(k, out var hits) || !int.TryParse(reps, out var passes))
            return false;
        var parsed = new SearchOptions(hits, passes, TextMatch.Any, false, false, null);
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case "--exact-total":
                    parsed = parsed with { ExactTotal = true };
                    break;
                case "--filter":
                    parsed = parsed with { Filter = true, ExactTotal = true };
                    break;
                case "--mode" when i + 1 < rest.Length && Enum.TryParse<TextMatch>(rest[++i], ignoreCase: true, out var mode):
                    parsed = parsed with { Mode = mode };
                    break;
                case "--run" when i + 1 < rest.Length:
                    parsed = parsed with { RunFile = rest[++i] };
                    break;
                default:
                    return false;
            }
        }

        options = parsed;
        return true;
    }
}

/// <summary>
/// How long does a query take, one after another on one thread, its best hits' ids read? The first passes (WARM, 1 unless told) do not
/// count.
/// </summary>
internal static class SearchCommand
{
    private static readonly Filter[] Filters =
    [
        new Filter.Number("year", [new NumberRange(2024, 2025)]),
        new Filter.Keyword("section", ["problems", "plans"]),
    ];

    private static readonly FacetRequest[] Facets = [new("section"), new("unitType"), new("unit"), new("year")];

    public static void Run(string folder, string queryFile, SearchOptions options)
    {
        var queries = Passages.Queries(queryFile);
        var reps = Math.Max(2, options.Reps);
        var warm = Math.Min(reps - 1, int.Parse(Environment.GetEnvironmentVariable("WARM") ?? "1", CultureInfo.InvariantCulture));
        var times = new List<double>();
        var run = new StringBuilder();
        long counted = 0, allocated = 0;
        using var index = SearchIndex.Open(folder, Passages.Schema);
        using var snapshot = index.Snapshot();
        for (var rep = 0; rep < reps; rep++)
        {
            if (rep == warm)
                allocated = GC.GetAllocatedBytesForCurrentThread();
            foreach (var (id, text) in queries)
            {
                var start = Stopwatch.GetTimestamp();
                var result = snapshot.Search(new SearchRequest
                {
                    Query = new Query.Text(text, options.Mode),
                    Limit = options.K,
                    ExactTotal = options.ExactTotal,
                    Filters = options.Filter ? Filters : [],
                    Facets = options.Filter ? Facets : [],
                });
                var ids = new string[result.Hits.Count];
                for (var i = 0; i < ids.Length; i++)
                    ids[i] = snapshot.IdOf(result.Hits[i].Document);
                var elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                if (rep >= warm)
                    times.Add(elapsed);
                if (rep < reps - 1)
                    continue;
                counted += result.TotalHits;
                for (var i = 0; i < ids.Length; i++)
                    run.Append(CultureInfo.InvariantCulture, $"{id}\t{ids[i]}\t{i + 1}\t{result.Hits[i].Score}\n");
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (options.RunFile is not null)
            File.WriteAllText(options.RunFile, run.ToString());
        double[] ascending = [.. times.Order()];
        // On a machine with other work the least time of each query says what the query takes, and the rest what the scheduler does.
        double[] least =
        [
            .. Enumerable.Range(0, queries.Length)
                .Select(q => Enumerable.Range(0, times.Count / queries.Length).Min(pass => times[pass * queries.Length + q]))
                .Order(),
        ];
        Report.Print(
            ("engine", "KnowledgeBase"),
            ("mode", options.Mode.ToString()
                .ToLowerInvariant() + (options.Filter ? "+filter+facets" : "") + (options.ExactTotal ? "+exact-total" : "")),
            ("queries", queries.Length),
            ("p50_us", Report.Percentile(ascending, 50)), ("p95_us", Report.Percentile(ascending, 95)),
                ("p99_us", Report.Percentile(ascending, 99)),
            ("least_p50_us", Report.Percentile(least, 50)), ("least_p95_us", Report.Percentile(least, 95)),
                ("least_p99_us", Report.Percentile(least, 99)),
            ("mean_us", ascending.Average()), ("qps", 1e6 / ascending.Average()),
            ("mean_counted_hits", (double)counted / queries.Length), ("segments", snapshot.SegmentCount),
            ("allocated_per_query", allocated / (double)ascending.Length), ("peak_rss_mb", Report.PeakResidentMegabytes()));
    }
}
