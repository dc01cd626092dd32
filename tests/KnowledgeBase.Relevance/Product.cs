using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi;
using Microsoft.AspNetCore.Builder;

namespace KnowledgeBase.Relevance;

/// <summary>The whole product over some raw files, asked over HTTP as anybody asks it.</summary>
public sealed class Product : IAsyncDisposable
{
    private readonly string _home;
    private readonly bool _isOwnHome;
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private Product(string home, bool isOwnHome, WebApplication app)
    {
        (_home, _isOwnHome, _app) = (home, isOwnHome, app);
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The raw files of a folder; none where it does not exist.</summary>
    public static IEnumerable<string> FilesOf(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.GetFiles(folder)
            .Where(file => !file.EndsWith(".py", StringComparison.Ordinal) && Path.GetFileName(file) != "README.md");

    /// <param name="files">They are copied side by side into one corpus.</param>
    /// <param name="home">Where corpus and index stay between runs; null: in a temporary folder.</param>
    public static async Task<Product> StartAsync(IEnumerable<string> files, string? home = null)
    {
        var folder = home ?? Directory.CreateTempSubdirectory("kb-relevance-").FullName;
        var corpus = Path.Combine(folder, "corpus");
        Directory.CreateDirectory(corpus);
        foreach (var file in files)
            if (Path.GetFileName(file) is var name && !File.Exists(Path.Combine(corpus, name)))
                File.Copy(file, Path.Combine(corpus, name));
        var index = Path.Combine(folder, "index");
        if (!Directory.Exists(index))
            await IngestAsync(corpus, index);
        var app = ApiHost.Build(["--Urls", "http://127.0.0.1:0", "--Index:Folder", index, "--Logging:LogLevel:Default", "Error"]);
        await app.StartAsync();
        return new Product(folder, home is null, app);
    }

    /// <summary>By the product's own command line, beside which this program lies.</summary>
    private static async Task IngestAsync(string corpus, string index)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "KnowledgeBase.Indexer.dll"), "ingest", corpus, "--index", index];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ingest ended with {process.ExitCode}");
    }

    public async Task<JsonNode> GetAsync(string path, params (string Key, string Value)[] parameters)
    {
        var query = string.Join('&', parameters.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
        return (await _client.GetFromJsonAsync<JsonNode>($"/api/v1/{path}?{query}"))!;
    }

    /// <summary>
    /// The hits of a page with all that they bring. An answer that the time cut short is asked for again: relevance is measured here, not
    /// speed.
    /// </summary>
    public async Task<IReadOnlyList<JsonNode>> SearchAsync(string line, int hits)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await GetAsync("search", ("q", line), ("hitsPerPage", hits.ToString(CultureInfo.InvariantCulture)));
            if ((bool?)answer["partial"] != true || tries == 20)
                return [.. answer["hits"]!.AsArray().Select(hit => hit!)];
        }
    }

    /// <summary>Every passage that the index holds.</summary>
    public async Task<IReadOnlyList<JsonNode>> PassagesAsync()
    {
        const int PerPage = 100;
        var passages = new List<JsonNode>();
        for (var page = 1; ; page++)
        {
            var answer = await GetAsync(
                "search", ("q", ""), ("fold", "none"), ("page", page.ToString(CultureInfo.InvariantCulture)),
                ("hitsPerPage", PerPage.ToString(CultureInfo.InvariantCulture)));
            if ((bool?)answer["partial"] == true)
            {
                // The time ran out, as it may right after the start: the same page again.
                page--;
                continue;
            }

            passages.AddRange(answer["hits"]!.AsArray().Select(hit => hit!));
            if (page >= (int)answer["totalPages"]!)
                return passages;
        }
    }

    public static JudgedPassage Judged(JsonNode hit) => new(
        (string)hit["text"]!, (string?)hit["heading"], (string)hit["section"]!, (string?)hit["unit"], (int?)hit["year"]);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_isOwnHome)
            Directory.Delete(_home, recursive: true);
    }
}
