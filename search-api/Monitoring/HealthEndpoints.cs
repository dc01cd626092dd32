using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.SearchApi.Tasks;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>For programs that watch the process.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/livez", () => TypedResults.Text("ok")).IsPublic().ExcludeFromDescription();
        app.MapGet("/readyz", Ready).IsPublic().ExcludeFromDescription();
        app.MapGet("/metrics", Metrics).Needs(Scopes.Read).ExcludeFromDescription();
    }

    public static void MapStats(IEndpointRouteBuilder api) =>
        api.MapGet("/stats", (StatsService stats, CancellationToken cancel) => TypedResults.Ok(stats.Stats(cancel)))
            .Needs(Scopes.Read).WithName("stats").WithSummary("How much there is, by field.");

    /// <summary>An index that cannot be opened throws, which becomes a problem with a line in the log like every other one.</summary>
    private static IResult Ready(KnowledgeStore store, TaskService tasks, SearchService search, INode node)
    {
        using var snapshot = store.Snapshot();
        if (store.Damage is { } damage)
            return Problems.Create(503, "index_damaged", "A part of the index is damaged.", damage);
        if (!search.IsWarm)
            return Problems.Create(503, "warming_up", "The index is being prepared.", "passages that say the same are being found");
        if (node.NotReady is { } notReady)
            return Problems.Create(503, "not_ready", "Not caught up yet.", notReady);
        if (node.Degraded is { } degraded)
            return TypedResults.Text($"degraded: searches go on, nothing new arrives: {degraded}");
        return TypedResults.Text(tasks.Paused is { } paused ? $"ok, but nothing new is indexed: {paused.Text}" : "ok");
    }

    /// <param name="_">Publishes its instruments when it is first asked for.</param>
    private static ContentHttpResult Metrics(PrometheusExporter exporter, StoreMetrics _) =>
        TypedResults.Text(exporter.Export(), "text/plain; version=0.0.4");
}
