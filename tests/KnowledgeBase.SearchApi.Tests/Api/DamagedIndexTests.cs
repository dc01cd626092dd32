using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.Indexer.Hosting;
using KnowledgeBase.Store.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>The host over an index of which one page of one segment file has changed on the disk.</summary>
public sealed class DamagedIndexTests : IAsyncLifetime
{
    private const int Reports = 40;
    private const int PageBytes = 16_384;

    private readonly string _folder = Directory.CreateTempSubdirectory("kb-damage-").FullName;
    private readonly ErrorLog _errors = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private string IndexFolder => Path.Combine(_folder, "index");

    public async ValueTask InitializeAsync()
    {
        var corpus = Directory.CreateDirectory(Path.Combine(_folder, "corpus")).FullName;
        for (var i = 0; i < Reports; i++)
            await File.WriteAllTextAsync(Path.Combine(corpus, $"{i}.txt"), Report(i));
        await StartAsync();
        await UntilAsync("/api/v1/stats", stats => (int)stats["reports"]! >= Reports);
        await StopAsync();
        Assert.Empty(_errors.Lines);
        var segment = Directory.GetFiles(IndexFolder, "segment-*").MaxBy(file => new FileInfo(file).Length)!;
        var bytes = await File.ReadAllBytesAsync(segment);
        Assert.True(bytes.Length > 4 * PageBytes, "the segment has several pages");

        // Texts come first in a segment and take most of it.
        bytes[PageBytes + PageBytes / 2] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
        _errors.Dispose();
    }

    [Fact]
    public async Task What_can_be_read_is_served_and_the_damage_is_stated_everywhere_once_it_is_met()
    {
        var answer = await SearchAsync();
        Assert.InRange(((JsonArray)answer["hits"]!).Count, 1, Reports - 1);
        Assert.Contains((JsonArray)answer["notes"]!, note => ((string)note!).Contains("rebuild", StringComparison.Ordinal));

        using var ready = await _client.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var problem = await ready.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("index_damaged", (string)problem!["code"]!);
        Assert.Contains("segment-", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Contains("indexer rebuild", (string)problem["detail"]!, StringComparison.Ordinal);

        // The worker stops taking files and says why; the process goes on.
        var queue = _app.Services.GetRequiredService<IWorkQueue>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (queue.Progress.Paused is null)
            await Task.Delay(20, patience.Token);
        Assert.Equal(PauseReason.IndexDamaged, queue.Progress.Paused.Code);
        Assert.Contains("indexer rebuild", queue.Progress.Paused.Text, StringComparison.Ordinal);
        await SearchAsync();
        var line = Assert.Single(_errors.Lines);
        Assert.Contains("indexer rebuild", line, StringComparison.Ordinal);

        // It also stops as it should.
        await _app.StopAsync(patience.Token);
        Assert.Single(_errors.Lines);
    }

    private async Task<JsonNode> SearchAsync() =>
        (await _client.GetFromJsonAsync<JsonNode>(
            new Uri("/api/v1/search?q=" + Uri.EscapeDataString("\"防汛物资储备\"")
                + "&hitsPerPage=100&matchingStrategy=all", UriKind.Relative)))!;

    private async Task StartAsync()
    {
        string[] arguments =
        [
            "--Urls", "http://127.0.0.1:0",
            "--Corpus:Folder", Path.Combine(_folder, "corpus"),
            "--Corpus:Uploads", Path.Combine(_folder, "uploads"),
            "--Index:Folder", IndexFolder,
            "--Indexer:SettleMilliseconds", "20",
            "--Indexer:RescanSeconds", "3600",
            "--Logging:LogLevel:Default", "Error",
        ];
        _app = ApiHost.Build(arguments, builder =>
        {
            builder.Services.AddIndexer(builder.Configuration);
            builder.Logging.AddProvider(_errors);
        });
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    private async Task StopAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task UntilAsync(string address, Func<JsonNode, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!condition((await _client.GetFromJsonAsync<JsonNode>(new Uri(address, UriKind.Relative), patience.Token))!))
            await Task.Delay(20, patience.Token);
    }

    private static string Report(int number)
    {
        var random = new Random(number);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"第{number}区水利局2023年度工作总结\n2023年，现将有关情况总结如下：\n一、主要工作\n（一）做好防汛物资储备。{Sentences()}\n二、存在问题\n（一）巡查不够经常。{Sentences()}\n");

        // Texts of their own, so that the reports are no copies of each other and fill several pages.
        string Sentences() => string.Concat(Enumerable.Range(0, 12).Select(_ =>
            string.Concat(Enumerable.Range(0, 25).Select(_ => (char)('一' + random.Next(5_000)))) + "。"));
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
