using System.Collections.Concurrent;
using System.Text;
using KnowledgeBase.SearchApi.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.SearchApi.Tests.Monitoring;

/// <summary>What is sent to a collector: figures and routes, never words.</summary>
public sealed class TelemetryTests
{
    private const string Canary = "金丝雀查询词甲乙丙";

    [Fact]
    public async Task A_collector_gets_figures_and_routes_and_no_word_that_was_searched_for()
    {
        var received = new ConcurrentQueue<(string Path, byte[] Body)>();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.Enqueue((request.Path, body.ToArray()));
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        var server = new ApiServer { Arguments = ["--Telemetry:Endpoint", collector.Urls.Single(), "--Telemetry:Protocol", "http"] };
        try
        {
            await server.InitializeAsync();
            await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(Canary));
            using var unit =
                await server.Client.GetAsync("/api/v1/units/" + Uri.EscapeDataString(Canary), TestContext.Current.CancellationToken);
        }
        finally
        {
            // The end sends what is left.
            await server.DisposeAsync();
        }

        var metrics = Text("/v1/metrics");
        Assert.Contains("knowledgebase.search.seconds", metrics, StringComparison.Ordinal);
        Assert.Contains("knowledgebase.search.without_hits", metrics, StringComparison.Ordinal);
        Assert.Contains("knowledgebase.passages", metrics, StringComparison.Ordinal);
        var traces = Text("/v1/traces");
        Assert.Contains("/api/v1/search", traces, StringComparison.Ordinal);
        var all = metrics + traces;
        foreach (var written in new[] { Canary, Uri.EscapeDataString(Canary) })
            Assert.DoesNotContain(written, all, StringComparison.Ordinal);

        string Text(string path) =>
            string.Concat(received.Where(sent => sent.Path == path).Select(sent => Encoding.UTF8.GetString(sent.Body)));
    }

    [Fact]
    public async Task The_figures_count_searches_without_hits_and_loosened_ones_and_show_disk_age_damage_and_removals()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString("\"" + Canary + "\""));
        await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString("学习形式单一 讨论交流 水利工程"));
        await server.UntilAsync("/api/v1/problems", _ => true);
        var metrics = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Matches(@"(?m)^# TYPE knowledgebase_search_without_hits counter\nknowledgebase_search_without_hits [1-9]\d*$", metrics);
        Assert.Matches(@"(?m)^knowledgebase_search_loosened [1-9]\d*$", metrics);
        Assert.Matches(@"(?m)^knowledgebase_queue_age_seconds 0$", metrics);
        Assert.Matches(@"(?m)^knowledgebase_index_damaged 0$", metrics);
        Assert.Matches(@"(?m)^knowledgebase_index_bytes [1-9]\d*$", metrics);
        Assert.Matches(@"(?m)^knowledgebase_disk_free_bytes [1-9]\d*$", metrics);
        Assert.Matches("(?m)^knowledgebase_removals_per_file\\{source=\"[^\"]+\"\\} [0-9.]+$", metrics);
        Assert.DoesNotContain(Canary, metrics, StringComparison.Ordinal);
    }
}
