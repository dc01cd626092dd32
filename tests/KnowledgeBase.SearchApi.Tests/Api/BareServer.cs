using System.Collections.Concurrent;
using KnowledgeBase.Indexer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>The real host on a free port of loopback, over folders that a test prepares.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BareServer(WebApplication app, Lines log)
    {
        (_app, Log) = (app, log);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Warnings and errors.</summary>
    public Lines Log { get; }

    public static async Task<BareServer> StartAsync(string home, bool hasWorker, params string[] settings)
    {
        string[] arguments =
        [
            "--Urls", "http://127.0.0.1:0",
            "--Corpus:Folder", Directory.CreateDirectory(Path.Combine(home, "corpus")).FullName,
            "--Corpus:Uploads", Path.Combine(home, "uploads"),
            "--Index:Folder", Path.Combine(home, "index"),
            "--Indexer:SettleMilliseconds", "20",
            "--Logging:LogLevel:Default", "Warning",
            .. settings,
        ];
        var log = new Lines();
        var app = ApiHost.Build(arguments, builder =>
        {
            if (hasWorker)
                builder.Services.AddIndexer(builder.Configuration);
            builder.Logging.ClearProviders().AddProvider(log);
        });
        await app.StartAsync();
        return new BareServer(app, log);
    }

    /// <summary>Asks for an address until its answer is as wished, for at most three minutes.</summary>
    public async Task<string> UntilAsync(string address, Func<string, bool> wished)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            using var response = await Client.GetAsync(address, patience.Token);
            if (await response.Content.ReadAsStringAsync(patience.Token) is var answer && wished(answer))
                return answer;
            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Log.Dispose();
    }

    internal sealed class Lines : ConcurrentQueue<string>, ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Enqueue($"{formatter(state, exception)} {exception}".TrimEnd());
        }

        public void Dispose()
        {
        }
    }
}
