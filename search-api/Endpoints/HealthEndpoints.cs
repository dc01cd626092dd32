using System.Globalization;
using System.Text;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.SearchApi.Searching;

namespace KnowledgeBase.SearchApi.Endpoints;

/// <summary>For those who watch the process.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/livez", () => TypedResults.Text("ok")).ExcludeFromDescription();
        app.MapGet("/readyz", Ready).ExcludeFromDescription();
        app.MapGet("/metrics", Metrics).ExcludeFromDescription();
    }

    private static IResult Ready(KnowledgeStore store)
    {
        try
        {
            using var snapshot = store.Snapshot();
            return TypedResults.Text("ok");
        }
        catch (Engine.IndexException e)
        {
            return Problems.Create(503, "index_unavailable", "The index cannot be used.", e.Message);
        }
    }

    /// <summary>The text format that Prometheus reads.</summary>
    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Metrics(OverviewService overview, SearchFigures figures, KnowledgeStore store)
    {
        var text = new StringBuilder();
        var tasks = overview.Tasks();
        using (var snapshot = store.Snapshot())
        {
            Gauge("knowledgebase_passages", "Passages that can be found.", snapshot.DocumentCount);
            Gauge("knowledgebase_segments", "Segments of the index.", snapshot.SegmentCount);
            Gauge("knowledgebase_generation", "The newest commit.", snapshot.Generation);
        }

        Gauge("knowledgebase_files_without_report", "Files that give no report.", tasks.Problems.Count);
        Gauge("knowledgebase_files_queued", "Files that wait.", tasks.Progress.Queued);
        Gauge("knowledgebase_files_processing", "Files under way.", tasks.Progress.Processing);
        Histogram("knowledgebase_search_seconds", "Time of searches.", figures);
        return TypedResults.Text(text.ToString(), "text/plain; version=0.0.4");

        void Gauge(string name, string help, long value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");

        void Histogram(string name, string help, SearchFigures searches)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} histogram\n");
            var count = 0L;
            foreach (var (bound, below) in searches.Buckets)
            {
                var label = double.IsPositiveInfinity(bound) ? "+Inf" : bound.ToString(CultureInfo.InvariantCulture);
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{label}\"}} {below}\n");
                count = below;
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_sum {searches.TotalSeconds}\n{name}_count {count}\n");
        }
    }
}
