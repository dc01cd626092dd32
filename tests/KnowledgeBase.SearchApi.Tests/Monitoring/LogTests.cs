using System.Collections.Concurrent;
using System.Text;
using KnowledgeBase.SearchApi.Tests.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.SearchApi.Tests.Monitoring;

/// <summary>The log holds no word that somebody searched for, and none of a text.</summary>
public sealed class LogTests : IAsyncLifetime
{
    private const string Asked = "zqlogqueryqz";
    private const string Written = "zqlogtextqz";

    private readonly Lines _lines = new();
    private readonly ApiServer _server;

    public LogTests() => _server = new ApiServer
    {
        Arguments = ["--Logging:LogLevel:Default", "Debug", "--Logging:LogLevel:Microsoft", "Debug"],
        Files =
        [
            ("日志.txt", Encoding.UTF8.GetBytes(
                $"石桥县审计局2023年度工作总结{Written}\n一、主要工作\n（一）{Written}核查。核查线索十二条，{Written}均已移交处理。\n更多材料请加公众号{Written}\n")),
        ],
        Configure = builder => builder.Logging.AddProvider(_lines),
    };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_round_of_all_addresses_at_the_level_debug_leaves_no_query_and_no_text_in_the_log()
    {
        string[] queries =
        [
            $"?q={Asked}", $"?q=\"{Asked}\" OR (", $"?unit={Asked}&year={Asked}", $"?{Asked}=1", $"?q={Written}&facets=*", $"?text={Asked}",
            $"?format=csv&q={Asked}", $"?sourcePath={Asked}", $"?cursor={Asked}",
        ];
        string[] bodies =
        [
            $$"""{"q":"{{Asked}}"}""", $$"""{"queries":[{"q":"{{Asked}}"}]}""", $$"""{"text":"{{Asked}}，{{Written}}"}""", Asked,
            $$$"""{"name":"{{{Asked}}}","search":{"q":"{{{Asked}}}"}}""", $$"""{"kind":"keep","text":"{{Asked}}"}""",
        ];
        foreach (var endpoint in _server.Endpoints)
        {
            var path = endpoint.RoutePattern.Parameters.Aggregate(
                "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
                (address, parameter) => System.Text.RegularExpressions.Regex.Replace(
                    address, @"\{\*{0,2}" + parameter.Name + "[^}]*\\}", Asked));
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                foreach (var query in queries)
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), path + query);
                    using var answer = await _server.Client.SendAsync(request);
                }

                foreach (var body in method is "POST" or "PUT" ? bodies : [])
                {
                    using var content = new StringContent(body, Encoding.UTF8, "application/json");
                    using var answer = await _server.Client.PostAsync(path, content);
                }
            }
        }

        using (var form = new MultipartFormDataContent { { new StringContent($"石桥县2022年工作总结\n{Written}，{Asked}。\n"), "file", "上传.txt" } })
        using (await _server.Client.PostAsync("/api/v1/reports", form))
            await _server.UntilAsync("/api/v1/tasks", tasks => (bool)tasks["progress"]!["isIdle"]!);

        // The audit log is a log, too.
        var audit = await File.ReadAllLinesAsync(Path.Combine(_server.Folder, "audit.jsonl"));
        Assert.Empty(_lines.All.Concat(audit).Where(line => line.Contains(Asked, StringComparison.OrdinalIgnoreCase)
            || line.Contains(Written, StringComparison.OrdinalIgnoreCase)).Distinct());
        Assert.Contains(_lines.All, line => line.StartsWith("Debug Microsoft.", StringComparison.Ordinal));
    }

    /// <summary>Everything that a host logs, with its values.</summary>
    private sealed class Lines : ILoggerProvider
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(All, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(ConcurrentQueue<string> all, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                all.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
        }
    }
}
