using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.Store.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>The real host on a free port of loopback, over a corpus of its own.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-api-").FullName;
    private WebApplication _app = null!;

    public HttpClient Client { get; private set; } = null!;

    public string Corpus => Path.Combine(_folder, "corpus");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Corpus);
        foreach (var (name, text) in Samples.Files)
            await File.WriteAllTextAsync(Path.Combine(Corpus, name), text);
        string[] arguments =
        [
            "--Urls", "http://127.0.0.1:0",
            "--Corpus:Folder", Corpus,
            "--Corpus:Uploads", Path.Combine(_folder, "uploads"),
            "--Index:Folder", Path.Combine(_folder, "index"),
            "--Indexer:SettleMilliseconds", "20",
            "--Indexer:RescanSeconds", "3600",
            "--Logging:LogLevel:Default", "Error",
        ];
        _app = ApiHost.Build(arguments, builder => builder.Services.AddIndexer(builder.Configuration));
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        await UntilAsync("/api/v1/stats", stats => (int)stats["reports"]! >= Samples.Reports);
    }

    public async Task<JsonNode> GetAsync(string address)
    {
        using var response = await Client.GetAsync(address);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Waits for an answer that a condition holds for, each time until the indexer has nothing left to do.</summary>
    public async Task<JsonNode> UntilAsync(string address, Func<JsonNode, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var board = _app.Services.GetRequiredService<IWorkQueue>();
        while (true)
        {
            await board.WhenIdle(patience.Token);
            var answer = await GetAsync(address);
            if (condition(answer))
                return answer;
            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
