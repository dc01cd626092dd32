using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;
using KnowledgeBase.Store.Access;
using Microsoft.AspNetCore.Routing;

namespace KnowledgeBase.SearchApi.Tests.Privacy;

/// <summary>No address of the server gives a personal number away.</summary>
public sealed class MaskingTests(Confidential confidential) : IClassFixture<Confidential>
{
    private static readonly string[] Queries =
    [
        "", "?q=石桥县审计局&facets=*&hitsPerPage=50", "?q=联系人&attributesToCrop=text&cropLength=20", "?fold=none", "?download=true",
            "?q=电话&format=csv",
        "?q=电话&format=jsonl", "?q=电话&format=md", "?q=电话&format=docx", "?q=电话&format=xlsx", "?unit=石桥县审计局", "?text=联系人&q=石",
    ];

    private static readonly string[] Bodies =
    [
        """{"q":"石桥县审计局","facets":["*"],"hitsPerPage":50}""", """{"queries":[{"q":"联系人"},{"q":"群众来电"}]}""",
        """{"text":"学习形式单一。集中学习多以念材料为主，联系人，讨论交流不够充分。"}""",
    ];

    private ApiServer Server => confidential.Server;

    [Fact]
    public async Task No_address_gives_a_number_away()
    {
        var report = await ReportAsync();
        string[] values = [(string)report["id"]!, (string)report["sections"]![0]!["passages"]![0]!["id"]!, "unit", "heading", "石桥县审计局",
            "1", "2"];
        var leaks = new List<string>();
        var answered = 0;
        foreach (var endpoint in Server.Endpoints)
        {
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            foreach (var path in Paths(endpoint, values))
            {
                foreach (var query in methods.Contains("GET") ? Queries : [])
                {
                    using var answer = await Server.Client.GetAsync(path + query);
                    answered += answer.IsSuccessStatusCode ? 1 : 0;
                    leaks.AddRange(Confidential.In(await TextOfAsync(answer)).Select(secret => $"GET {path}{query}: {secret}"));
                }

                foreach (var body in methods.Contains("POST") ? Bodies : [])
                {
                    using var answer = await Server.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
                    answered += answer.IsSuccessStatusCode ? 1 : 0;
                    leaks.AddRange(Confidential.In(await TextOfAsync(answer)).Select(secret => $"POST {path} {body}: {secret}"));
                }
            }
        }

        Assert.Empty(leaks);
        Assert.True(answered > 60, $"{answered} answers");
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("\"{0}\"")]
    [InlineData("电话{0}")]
    [InlineData("\"电话{0}\"")]
    [InlineData("\"139*5678\"")]
    [InlineData("\"1391*\"")]
    [InlineData("1391234 5678")]
    [InlineData("单位:石桥县审计局 {0}")]
    [InlineData("石桥县 -{0}")]
    [InlineData("１３９１２３４５６７８")]
    public async Task A_search_does_not_tell_a_number_that_is_there_from_one_that_is_not(string line)
    {
        var there = await SearchAsync(line, Confidential.Mobile);
        var nowhere = await SearchAsync(line.Replace("１３９１２３４５６７８", "１３９８７６５４３２１", StringComparison.Ordinal)
            .Replace("139*5678", "139*4321", StringComparison.Ordinal).Replace("1391*", "1398*", StringComparison.Ordinal)
            .Replace("1391234 5678", "1398765 4321", StringComparison.Ordinal), "13987654321");
        Assert.Equal(nowhere, there);
    }

    [Fact]
    public async Task Who_has_the_scope_sees_the_numbers_at_the_same_places()
    {
        using var client = Server.ClientWith(Scopes.Search | Scopes.Read | Scopes.Pii);
        const string Search = "/api/v1/search?q=联系人";
        var masked = (await Server.GetAsync(Search))["hits"]!.AsArray()
            .First(hit => ((string)hit!["text"]!).Contains("集中学习", StringComparison.Ordinal))!;
        var open = (await client.GetFromJsonAsync<JsonNode>(Search))!["hits"]!.AsArray()
            .Single(hit => (string)hit!["id"]! == (string)masked["id"]!)!;
        var text = (string)open["text"]!;
        Assert.Contains(Confidential.Mobile, text, StringComparison.Ordinal);
        Assert.Equal((string)masked["text"]!, text.Replace(Confidential.Mobile, "***********", StringComparison.Ordinal));
        Assert.Contains(Confidential.Mobile, (string)open["_formatted"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal(masked["_matchesPosition"]!.ToJsonString(), open["_matchesPosition"]!.ToJsonString());

        var id = (string)masked["reportId"]!;
        var report = (await client.GetFromJsonAsync<JsonNode>("/api/v1/reports/" + id))!;
        Assert.Equal(((string)(await ReportAsync())["text"]!).Length, ((string)report["text"]!).Length);
        Assert.Contains("11010519491231002X", (string)report["text"]!, StringComparison.Ordinal);
        Assert.Contains("136123\n45670", (string)(await client.GetFromJsonAsync<JsonNode>($"/api/v1/reports/{id}/original"))!["text"]!,
            StringComparison.Ordinal);
        Assert.Contains(
            "18612345673", await client.GetStringAsync($"/api/v1/reports/{id}/original?download=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_number_in_its_name_is_read_again_by_its_masked_name()
    {
        using var answer = await Server.Client.PostAsync(
            "/api/v1/tasks?sourcePath=" + Uri.EscapeDataString("corpus/张三***********.txt"), null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<JsonNode> ReportAsync()
    {
        var hit = (await Server.GetAsync("/api/v1/search?q=石桥县审计局&hitsPerPage=1"))["hits"]![0]!;
        return await Server.GetAsync("/api/v1/reports/" + hit["reportId"]);
    }

    private async Task<string> SearchAsync(string line, string number)
    {
        var typed = line.Replace("{0}", number, StringComparison.Ordinal);
        var answer = await Server.GetAsync("/api/v1/search?facets=*&q=" + Uri.EscapeDataString(typed));
        var kept = new JsonObject();
        foreach (var name in (string[])["hits", "totalHits", "facetDistribution"])
            kept[name] = answer[name]?.DeepClone();
        return kept.ToJsonString();
    }

    private static IEnumerable<string> Paths(RouteEndpoint endpoint, string[] values)
    {
        var template = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        return endpoint.RoutePattern.Parameters.Count == 0
            ? [template]
            : values.Select(value => endpoint.RoutePattern.Parameters.Aggregate(
                template,
                (path, parameter) => System.Text.RegularExpressions.Regex.Replace(
                    path, @"\{\*{0,2}" + parameter.Name + "[^}]*\\}", parameter.Name == "documentName"
                        ? "v1"
                        : Uri.EscapeDataString(value))));
    }

    private static async Task<string> TextOfAsync(HttpResponseMessage answer)
    {
        var headers = WebUtility.UrlDecode(string.Join('\n', answer.Content.Headers.SelectMany(header => header.Value)));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (bytes is not [0x50, 0x4B, ..])
            return headers + "\n" + Encoding.UTF8.GetString(bytes);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var text = new StringBuilder(headers);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(System.Text.RegularExpressions.Regex.Replace(await reader.ReadToEndAsync(), "<[^>]+>", ""));
        }

        return text.ToString();
    }
}
