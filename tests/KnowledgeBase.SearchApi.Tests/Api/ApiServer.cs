using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Store.Access;
using KnowledgeBase.Store.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>The real host on a free port of loopback, over a corpus of its own.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kb-api-").FullName;
    private WebApplication _app = null!;

    /// <summary>Further arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Further services.</summary>
    public Action<WebApplicationBuilder> Configure { get; init; } = _ => { };

    /// <summary>Further files of the corpus.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Files { get; init; } = [];

    /// <summary>The scopes of the key that <see cref="Client"/> sends; none for a server without keys.</summary>
    public Scopes ClientScopes { get; init; }

    public HttpClient Client { get; private set; } = null!;

    public KeyFile Keys => new(Path.Combine(_folder, "keys.json"));

    /// <summary>Everything that the server writes lies in here, the corpus aside.</summary>
    public string Folder => _folder;

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public IServiceProvider Services => _app.Services;

    public string Corpus => Path.Combine(_folder, "corpus");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Corpus);
        foreach (var (name, text) in Samples.Files)
            await File.WriteAllTextAsync(Path.Combine(Corpus, name), text);
        foreach (var (name, bytes) in Files)
            await File.WriteAllBytesAsync(Path.Combine(Corpus, name), bytes);
        var key = ClientScopes == Scopes.None ? null : Keys.Add("the tests", ClientScopes, DateTimeOffset.UtcNow, null).Key;
        await StartAsync();
        if (key is not null)
            Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await UntilAsync("/api/v1/stats", stats => (int)stats["files"]! >= Samples.Files.Count + Files.Count);

        // A file counts as soon as it is read; it is found once it is committed.
        await _app.Services.GetRequiredService<IWorkQueue>().WhenIdle();
        _app.Services.GetRequiredService<ReportCollection>().Update();
    }

    /// <summary>Ends the host and starts another one over the same folders.</summary>
    public async Task RestartAsync()
    {
        var authorization = Client.DefaultRequestHeaders.Authorization;
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await StartAsync();
        Client.DefaultRequestHeaders.Authorization = authorization;
    }

    private async Task StartAsync()
    {
        string[] arguments =
        [
            "--Urls", "http://127.0.0.1:0",
            "--Corpus:Folder", Corpus,
            "--Corpus:Uploads", Path.Combine(_folder, "uploads"),
            "--Index:Folder", Path.Combine(_folder, "index"),
            "--Indexer:SettleMilliseconds", "20",
            "--Indexer:RescanSeconds", "3600",
            "--Logging:LogLevel:Default", "Error",

            // A fast machine sends more from one address than a person ever would.
            "--Limits:RequestsPerSecond", "1000000",
            "--Limits:Burst", "1000000",
            .. Arguments,
        ];
        _app = ApiHost.Build(arguments, builder =>
        {
            builder.Services.AddIndexer(builder.Configuration);
            Configure(builder);
        });
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
    }

    /// <summary>A client with a new key; without one for no scopes.</summary>
    public HttpClient ClientWith(Scopes scopes)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        var client = new HttpClient(handler) { BaseAddress = Client.BaseAddress };
        if (scopes != Scopes.None)
        {
            var (key, _) = Keys.Add(scopes.ToString(), scopes, DateTimeOffset.UtcNow, null);
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }

        return client;
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
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
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
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
