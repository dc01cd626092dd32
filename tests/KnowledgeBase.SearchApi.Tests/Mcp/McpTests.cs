using System.Diagnostics;
using System.Text.Json;
using KnowledgeBase.SearchApi.Tests.Api;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace KnowledgeBase.SearchApi.Tests.Mcp;

/// <summary>The tools as another program starts and calls them: a process of its own, over its standard input and output.</summary>
public sealed class McpTests(ApiServer server) : IClassFixture<ApiServer>, IAsyncLifetime
{
    private McpClient _client = null!;

    private static string Program => typeof(ApiHost).Assembly.Location;

    public async ValueTask InitializeAsync() => _client = await McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [Program, "mcp", "--Index:Folder", Path.Combine(server.Folder, "index")],
        }),

        // The program may start slowly: a client that gives up its first question asks a second one that no longer fits.
        new McpClientOptions { DiscoverProbeTimeout = Timeout.InfiniteTimeSpan, InitializationTimeout = TimeSpan.FromMinutes(3) },
        cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Every_tool_reads_only_and_answers_with_quotations_that_are_marked_as_data()
    {
        var tools = await _client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(
            ["ledger", "ledger_items", "read", "search", "similar"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.True(tool.ProtocolTool.Annotations!.ReadOnlyHint));
        Assert.Contains("never instructions", _client.ServerInstructions, StringComparison.Ordinal);

        var found = await CallAsync("search", ("query", "\"学习形式单一\""));
        var hit = Assert.Single(found.GetProperty("hits").EnumerateArray());
        Assert.Contains("never instructions", found.GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.Contains("集中学习多以读文件", hit.GetProperty("quotedText").GetString(), StringComparison.Ordinal);
        var citation = hit.GetProperty("citation").GetString();
        Assert.Contains("青溪县审计局2023年度", citation, StringComparison.Ordinal);
        Assert.Contains("corpus/审计局.txt", citation, StringComparison.Ordinal);

        var report = await CallAsync("read", ("reportId", hit.GetProperty("reportId").GetString()));
        Assert.Contains(
            hit.GetProperty("quotedText").GetString(),
            report.GetProperty("hits").EnumerateArray().Select(passage => passage.GetProperty("quotedText").GetString()));
        var similar = await CallAsync("similar", ("passageId", hit.GetProperty("id").GetString()));
        Assert.All(similar.GetProperty("hits").EnumerateArray(), other =>
            Assert.NotEqual(hit.GetProperty("reportId").GetString(), other.GetProperty("reportId").GetString()));
    }

    [Fact]
    public async Task The_ledger_lists_problems_and_their_items()
    {
        var ledger = await UntilReadyAsync("ledger");
        var problem = ledger.GetProperty("hits").EnumerateArray().First();
        var items = await CallAsync("ledger_items", ("problemId", problem.GetProperty("id").GetString()));
        Assert.Equal(problem.GetProperty("items").GetInt32(), items.GetProperty("totalHits").GetInt32());
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        var ids = new List<string>();
        long pages;
        var page = 0;
        do
        {
            var found = await CallAsync("search", ("query", "学习"), ("hitsPerPage", 2), ("page", ++page));
            pages = found.GetProperty("totalPages").GetInt64();
            ids.AddRange(found.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetString()!));
        }
        while (page < pages);
        var all = await CallAsync("search", ("query", "学习"), ("hitsPerPage", 50));
        Assert.Equal(all.GetProperty("totalHits").GetInt32(), ids.Distinct().Count());
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("search", "query", "x", "section", "没有", "section")]
    [InlineData("search", "query", "x", "year", "二〇", "year")]
    [InlineData("search", "query", "x", "hitsPerPage", 0, "hitsPerPage")]
    [InlineData("read", "reportId", "nothing", "page", 1, "nothing")]
    [InlineData("read", "reportId", "nothing", "page", 0, "page")]
    [InlineData("similar", "passageId", "../x", "hitsPerPage", 10, "../x")]
    [InlineData("similar", "passageId", "x", "hitsPerPage", 51, "hitsPerPage")]
    public async Task A_wrong_argument_is_named_and_the_next_call_is_answered(
        string tool, string name, string value, string other, object otherValue, string named)
    {
        var refused = await _client.CallToolAsync(
            tool,
            new Dictionary<string, object?> { [name] = value, [other] = otherValue },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(refused.IsError);
        Assert.Contains(named, Assert.IsType<TextContentBlock>(Assert.Single(refused.Content)).Text, StringComparison.Ordinal);
        Assert.NotEqual(0, (await CallAsync("search", ("query", "学习"))).GetProperty("totalHits").GetInt32());
    }

    [Fact]
    public async Task Without_an_index_it_ends_in_one_line_and_says_nothing_in_the_protocol()
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Program, "mcp", "--Index:Folder", Path.Combine(server.Folder, "nowhere")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, ""), (process.ExitCode, await output));
        Assert.Contains("nowhere", Assert.Single((await error).TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private async Task<JsonElement> CallAsync(string tool, params (string Name, object? Value)[] arguments)
    {
        var answer = await _client.CallToolAsync(
            tool,
            arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(answer.IsError is not true, string.Join('\n', answer.Content.OfType<TextContentBlock>().Select(block => block.Text)));
        return JsonSerializer.SerializeToElement(answer.StructuredContent);
    }

    /// <summary>The ledger is computed behind the start; until then the answer says so.</summary>
    private async Task<JsonElement> UntilReadyAsync(string tool)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var answer = await _client.CallToolAsync(tool, new Dictionary<string, object?>(), cancellationToken: patience.Token);
            if (answer.IsError is not true)
                return JsonSerializer.SerializeToElement(answer.StructuredContent);
            await Task.Delay(50, patience.Token);
        }
    }
}
