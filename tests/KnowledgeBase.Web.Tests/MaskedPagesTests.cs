using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KnowledgeBase.SearchApi.Access;
using KnowledgeBase.Store.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeBase.Web.Tests;

/// <summary>No page gives a personal number away: every page of the server's own list, over a report that holds numbers everywhere.</summary>
public sealed partial class MaskedPagesTests : IAsyncLifetime
{
    private const string Text = """
        石桥县审计局2023年度工作总结（电话17712345674）
        更多材料请加微信公众号：某某材料铺 18612345673
        2023年，石桥县审计局认真履职，现将有关情况总结如下：
        一、主要工作
        （一）设立监督电话13912345678。受理群众来电一百二十次，联系人李四，身份证11010519491231002X，邮箱ｌｉｓｉ＠１６３．ｃｏｍ，逐件登记。
        （二）开展车辆核查。公务用车京A·8A306违规停放，群众来电136123
        45670反映，均已整改到位，举一反三。
        姓名　电话
        张三　137 1234 5671
        二、存在问题
        （一）学习形式单一。集中学习多以念材料为主，联系人13912345678，讨论交流不够充分。
        石桥县审计局
        2023年12月1日　13912345678
        """;

    /// <summary>As they stand in the file, without what parts them there; the last one is in the file's name.</summary>
    private static readonly string[] Secrets =
    [
        "13912345678", "13612345670", "13712345671", "18612345673", "17712345674", "11010519491231002X", "lisi@163.com", "京A8A306",
        "15812345672",
    ];

    private readonly string _home = Directory.CreateTempSubdirectory("kb-masked-").FullName;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_home, "corpus"));
        await File.WriteAllTextAsync(Path.Combine(_home, "corpus", "张三15812345672.txt"), Text);
        await File.WriteAllTextAsync(Path.Combine(_home, "corpus", "空15812345672.txt"), "15812345672 公司");

        // The same once more in other words: copies and similar passages are shown, too.
        await File.WriteAllTextAsync(
            Path.Combine(_home, "corpus", "乙.txt"), Text.Replace("一百二十次", "一百三十次", StringComparison.Ordinal));
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
        return Secrets.Where(secret => whole.Contains(secret, StringComparison.OrdinalIgnoreCase)
            || text.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private static string Plain(string text) => string.Concat(
        text.Normalize(NormalizationForm.FormKC).Where(c => char.IsLetterOrDigit(c) || c is '@' or '.'));

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();
}
