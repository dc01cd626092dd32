using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.SearchApi.Tests.Privacy;
using KnowledgeBase.Store.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Web.Tests;

/// <summary>No page gives a personal number away: every page of the server's own list, over a report that holds numbers everywhere.</summary>
public sealed partial class MaskedPagesTests : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("kb-masked-").FullName;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_home, "corpus"));
        await File.WriteAllTextAsync(Path.Combine(_home, "corpus", ReportWithNumbers.Name), ReportWithNumbers.Text);
        await File.WriteAllTextAsync(
            Path.Combine(_home, "corpus", ReportWithNumbers.NameWithoutReport), ReportWithNumbers.TextWithoutReport);

        // The same once more in other words: copies and similar passages are shown, too.
        await File.WriteAllTextAsync(
            Path.Combine(_home, "corpus", "乙.txt"), ReportWithNumbers.Text.Replace("一百二十次", "一百三十次", StringComparison.Ordinal));
        _app = WebApp.Build(
        [
            "--Urls", "http://127.0.0.1:0", "--Index:Folder", Path.Combine(_home, "data", "index"), "--Corpus:Folder",
            Path.Combine(_home, "corpus"), "--Corpus:Uploads", Path.Combine(_home, "data", "uploads"), "--Indexer:SettleMilliseconds", "20",
            "--Logging:LogLevel:Default", "Error",
        ]);
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            await _app.Services.GetRequiredService<IWorkQueue>().WhenIdle(patience.Token);
            var stats = JsonNode.Parse(await _client.GetStringAsync("/api/v1/stats", patience.Token))!;
            if ((int)stats["reports"]! == 2)
                break;
            await Task.Delay(20, patience.Token);
        }

        _app.Services.GetRequiredService<Lookups.Collection.ReportCollection>().Update(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task No_page_gives_a_number_away()
    {
        var hit = JsonNode.Parse(await _client.GetStringAsync("/api/v1/search?q=" + Uri.EscapeDataString("学习形式单一")))!["hits"]![0]!;
        var problems = JsonNode.Parse(await _client.GetStringAsync("/api/v1/problems?hitsPerPage=1"))!["hits"]!.AsArray();
        string[] values = [(string)hit["reportId"]!, (string)hit["id"]!, (string?)problems.FirstOrDefault()?["id"] ?? "1", "石桥县审计局"];
        string[] queries =
        [
            "", "?q=石桥县审计局", "?q=联系人", "?q=电话&fold=none", "?q=联系人&section=problems", "?heading=学习形式单一", "?unit=石桥县审计局&unit=无",
            "?q=联系人*，", "?status=failed", "?status=suspected", "?q=139*5678",
        ];
        var pages = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<NeedsAttribute>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") is not false)
            .Where(endpoint => !endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .ToList();
        var (leaks, read, withMask) = (new List<string>(), 0, 0);
        foreach (var path in pages.SelectMany(page => Paths(page, values)).Distinct(StringComparer.Ordinal))
        {
            foreach (var query in queries)
            {
                using var answer = await _client.GetAsync(path + query);
                var html = await answer.Content.ReadAsStringAsync();
                if (answer.Content.Headers.ContentType?.MediaType is not "text/html")
                    continue;
                read += answer.IsSuccessStatusCode ? 1 : 0;
                withMask += html.Contains("***********", StringComparison.Ordinal) ? 1 : 0;
                leaks.AddRange(In(html).Select(secret => $"{path}{query}: {secret}"));
            }
        }

        Assert.Empty(leaks);
        Assert.True(read > 100, $"{read} pages");
        Assert.True(withMask > 20, $"{withMask} pages show a mask");
    }

    [Fact]
    public void Keys_of_forms_lie_in_the_data_folder_and_only_their_owner_reads_them()
    {
        var key = Assert.Single(Directory.GetFiles(Path.Combine(_home, "data", "form-keys")));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.GetDirectoryName(key)!) & Others);
        }
    }

    private static IEnumerable<string> Paths(RouteEndpoint endpoint, string[] values)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        return endpoint.RoutePattern.Parameters.Count == 0
            ? [path]
            : values.Select(value => endpoint.RoutePattern.Parameters.Aggregate(
                path, (filled, parameter) => Regex.Replace(
                    filled, @"\{\*{0,2}" + Regex.Escape(parameter.Name) + "[^}]*\\}", Uri.EscapeDataString(value))));
    }

    /// <summary>The secrets in a page, in its text and in its attributes, whatever parts their characters.</summary>
    private static IEnumerable<string> In(string html)
    {
        var whole = Plain(WebUtility.HtmlDecode(Uri.UnescapeDataString(html)));
        var text = Plain(WebUtility.HtmlDecode(Tags().Replace(html, "")));
        return ReportWithNumbers.Secrets.Where(secret => whole.Contains(secret, StringComparison.OrdinalIgnoreCase)
            || text.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private static string Plain(string text) => string.Concat(
        text.Normalize(NormalizationForm.FormKC).Where(c => char.IsLetterOrDigit(c) || c is '@' or '.'));

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();
}
