using System.Diagnostics;
using System.Net;
using KnowledgeBase.Client;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Access;

namespace KnowledgeBase.SearchApi.Tests.Clients;

/// <summary>The typed client and the examples, against a server that asks for a key.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private readonly ApiServer _server = new() { ClientScopes = Scopes.Search | Scopes.Read | Scopes.Ingest };

    private string Key => _server.Client.DefaultRequestHeaders.Authorization!.Parameter!;

    private Uri Address => _server.Client.BaseAddress!;

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "KnowledgeBase.sln")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_client_searches_pages_reads_and_names_what_is_refused()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var client = new KnowledgeBaseClient(http, Key);
        var answer = await client.SearchAsync(
            new SearchQuery { Line = "学习", Facets = ["*"], HitsPerPage = 2 }, TestContext.Current.CancellationToken);
        Assert.Equal(2, answer.Hits.Count);
        Assert.NotEmpty(answer.FacetDistribution!["section"]);
        var all = new List<string>();
        await foreach (
            var passage in client.SearchAllAsync(new SearchQuery { Line = "学习", HitsPerPage = 2 }, TestContext.Current.CancellationToken))
            all.Add(passage.Id);
        Assert.Equal(answer.TotalHits, all.Distinct().Count());

        var report = await client.ReportAsync(answer.Hits[0].ReportId, TestContext.Current.CancellationToken);
        Assert.Contains(answer.Hits[0].Text, report!.Sections.SelectMany(section => section.Passages).Select(passage => passage.Text));
        Assert.NotNull(await client.SimilarAsync(answer.Hits[0].Id, cancel: TestContext.Current.CancellationToken));
        Assert.Null(await client.ReportAsync("../stats?x", TestContext.Current.CancellationToken));
        Assert.Null(await client.WaitAsync(7, TestContext.Current.CancellationToken));

        var wrong = await Assert.ThrowsAsync<KnowledgeBaseException>(
            () => client.SearchAsync(new SearchQuery { Years = ["二〇"] }, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("year", wrong.Message, StringComparison.Ordinal);
        var stranger = await Assert.ThrowsAsync<KnowledgeBaseException>(
            () => new KnowledgeBaseClient(http).SearchAsync(new SearchQuery(), TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.Status);
        Assert.NotEmpty(stranger.Code);
    }

    [Fact]
    public async Task The_example_in_csharp_finds_what_it_uploads()
    {
        using var output = new StringWriter();
        await Examples.Search.RunAsync(Address, Key, output);
        Assert.Contains("succeeded: 1 report", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("松岭县林业局 2024", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("python3", "search.py", "松岭县水务局 2024")]
    [InlineData("bash", "search.sh", "学习形式单一")]
    public async Task The_example_in_another_language_runs(string program, string file, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the examples are started as on Linux");
        var start = new ProcessStartInfo(program, [Path.Combine(Root, "examples", file)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["KB_URL"] = Address.AbsoluteUri.TrimEnd('/');
        start.Environment["KB_KEY"] = Key;
        start.Environment["PYTHONUTF8"] = "1";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains(expected, await output, StringComparison.Ordinal);
    }
}
