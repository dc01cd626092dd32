using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>For programs that watch the process.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/livez", () => TypedResults.Text("ok")).ExcludeFromDescription();
        app.MapGet("/readyz", Ready).ExcludeFromDescription();
        app.MapGet("/metrics", Metrics).ExcludeFromDescription();
    }

    public static void MapStats(IEndpointRouteBuilder api) =>
        api.MapGet("/stats", (StatsService stats, CancellationToken cancel) => TypedResults.Ok(stats.Stats(cancel)))
            .WithName("stats").WithSummary("How much there is, by field.");

    private static IResult Ready(KnowledgeStore store)
    {
        try
        {
            using var snapshot = store.Snapshot();
            return store.Damage is { } damage
                ? Problems.Create(503, "index_damaged", "A part of the index is damaged.", damage)
                : TypedResults.Text("ok");
        }
        catch (Engine.IndexException e)
        {
            return Problems.Create(503, "index_unavailable", "The index cannot be used.", e.Message);
        }
    }

    /// <param name="_">Publishes its instruments when it is first asked for.</param>
    private static ContentHttpResult Metrics(PrometheusExporter exporter, StoreMetrics _) =>
        TypedResults.Text(exporter.Export(), "text/plain; version=0.0.4");
}
