using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Tests.Monitoring;

/// <summary>What /readyz, the tasks and the log say when something is wrong with the index.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-ready-").FullName;

    private string Index => Path.Combine(_home, "index");

    [Fact]
    public async Task A_host_whose_index_another_process_writes_serves_and_says_why_it_indexes_nothing()
    {
        using var store = new KnowledgeStore(Index);
        using var writer = store.OpenWriter();
        await using var server = await BareServer.StartAsync(_home, hasWorker: true);
        var ready = await server.UntilAsync("/readyz", answer => answer.Contains("nothing new is indexed", StringComparison.Ordinal));
        Assert.Contains("only one writer", ready, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/readyz")).StatusCode);
        var progress = (await server.Client.GetFromJsonAsync<JsonNode>("/api/v1/tasks"))!["progress"]!;
        Assert.Equal(PauseReason.IndexLocked, (string?)progress["pausedCode"]);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/api/v1/search?q=x")).StatusCode);
        Assert.Single(server.Log, line => line.Contains("Not indexing yet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_index_that_cannot_be_opened_answers_503_with_one_line_in_the_log_and_is_not_ready()
    {
        using (var store = new KnowledgeStore(Index))
        using (var writer = store.OpenWriter())
            writer.Commit();
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(Index, "manifest*")), "damaged");
        await using var server = await BareServer.StartAsync(_home, hasWorker: false);
        foreach (var address in new[] { "/api/v1/search?q=x", "/api/v1/stats", "/readyz" })
        {
            using var answer = await server.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.Equal("index_unavailable", (string?)problem["code"]);
            Assert.Contains("ebuild", (string?)problem["detail"], StringComparison.Ordinal);
            Assert.DoesNotContain(_home, problem.ToJsonString(), StringComparison.Ordinal);
        }

        Assert.Single(server.Log, line => line.Contains("indexer rebuild", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_index_that_is_rebuilt_while_the_host_is_down_is_well_again()
    {
        Directory.CreateDirectory(Path.Combine(_home, "corpus"));
        await File.WriteAllTextAsync(Path.Combine(_home, "corpus", Samples.Files[0].Name), Samples.Files[0].Text);
        await using (var server = await BareServer.StartAsync(_home, hasWorker: true))
            await server.UntilAsync("/api/v1/stats", answer => (int)JsonNode.Parse(answer)!["reports"]! == 1);

        // In every part of it, so that whoever reads first meets the damage.
        var segment = Assert.Single(Directory.GetFiles(Index, "segment-*"));
        var bytes = await File.ReadAllBytesAsync(segment);
        for (var at = 100; at < bytes.Length; at += 2_000)
            bytes[at] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes);
        await using (var server = await BareServer.StartAsync(_home, hasWorker: true))
        {
            await server.UntilAsync("/api/v1/tasks", answer => answer.Contains(PauseReason.IndexDamaged, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Client.GetAsync("/readyz")).StatusCode);
            Assert.Single(server.Log, line => line.Contains("indexer rebuild", StringComparison.Ordinal));
        }

        using (var rebuild = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(IndexerServices).Assembly.Location, "rebuild", "--index", Index])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!)
        {
            await rebuild.WaitForExitAsync();
            Assert.Equal(0, rebuild.ExitCode);
        }

        await using (var server = await BareServer.StartAsync(_home, hasWorker: true))
        {
            Assert.Equal("ok", await server.UntilAsync("/readyz", answer => answer == "ok"));
            var found = await server.Client.GetFromJsonAsync<JsonNode>("/api/v1/search?q=" + Uri.EscapeDataString("\"学习形式单一\""));
            Assert.Equal(1, (int)found!["totalHits"]!);
            Assert.Empty(found["notes"]!.AsArray());
            Assert.Empty(server.Log);
        }
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}
