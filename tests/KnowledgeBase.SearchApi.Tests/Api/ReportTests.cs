using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace KnowledgeBase.SearchApi.Tests.Api;

public sealed class ReportTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Every_passage_is_exactly_where_its_report_says()
    {
        foreach (var summary in (await server.GetAsync("/api/v1/reports?hitsPerPage=100"))["hits"]!.AsArray())
        {
            var report = await server.GetAsync($"/api/v1/reports/{summary!["id"]}");
            var text = (string)report["text"]!;
            foreach (var passage in report["sections"]!.AsArray().SelectMany(section => section!["passages"]!.AsArray()))
            {
                Assert.Equal((string)passage!["text"]!, text.Substring((int)passage["start"]!, (int)passage["length"]!));
                Assert.Equal((string)passage["text"]!, (string)(await server.GetAsync($"/api/v1/passages/{passage["id"]}"))["text"]!);
            }
        }
    }

    [Fact]
    public async Task A_report_gives_the_words_that_prove_its_fields()
    {
        var id = (string)(await server.GetAsync("/api/v1/search?q=担当意识不强"))["hits"]![0]!["reportId"]!;
        var report = await server.GetAsync("/api/v1/reports/" + id);
        Assert.Equal("2021", (string)report["facts"]!["year"]!["value"]!);
        Assert.Contains("2021", (string)report["facts"]!["year"]!["evidence"]!, StringComparison.Ordinal);
        Assert.Equal("corpus/街道.txt", (string)report["sourcePaths"]![0]!);
    }

    [Fact]
    public async Task The_original_is_one_address_away_as_text_and_as_the_file_itself()
    {
        var id = (string)(await server.GetAsync("/api/v1/search?q=担当意识不强"))["hits"]![0]!["reportId"]!;
        var original = await server.GetAsync($"/api/v1/reports/{id}/original");
        Assert.Contains("担当意识不强", (string)original["text"]!, StringComparison.Ordinal);
        var raw = await server.Client.GetByteArrayAsync($"/api/v1/reports/{id}/original?download=true");
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(server.Corpus, "街道.txt")), raw);
    }

    [Fact]
    public async Task Similar_passages_come_from_other_reports()
    {
        var hit = (await server.GetAsync("/api/v1/search?q=念材料"))["hits"]![0]!;
        var similar = (await server.GetAsync($"/api/v1/passages/{hit["id"]}/similar"))["hits"]!.AsArray();
        Assert.NotEmpty(similar);
        Assert.All(similar, one => Assert.NotEqual((string)hit["reportId"]!, (string)one!["reportId"]!));
    }

    [Fact]
    public async Task A_report_that_was_posted_again_under_another_year_is_named_as_a_near_duplicate()
    {
        var text = Samples.Files[2].Text.Replace("2021年", "2020年", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(server.Corpus, "街道又一份.txt"), text);
        await server.UntilAsync("/api/v1/search?q=担当意识不强&year=2020", answer => (int)answer["totalHits"]! > 0);
        var id = (string)(await server.GetAsync("/api/v1/search?q=担当意识不强&year=2021"))["hits"]![0]!["reportId"]!;
        var near = Assert.Single((await server.GetAsync("/api/v1/reports/" + id))["nearDuplicates"]!.AsArray());
        Assert.Equal(2020, (int)near!["year"]!);
        File.Delete(Path.Combine(server.Corpus, "街道又一份.txt"));
        await server.UntilAsync("/api/v1/search?q=担当意识不强&year=2020&matchingStrategy=all", answer => (int)answer["totalHits"]! == 0);
    }

    [Theory]
    [InlineData("/api/v1/reports/none", "report_not_found")]
    [InlineData("/api/v1/reports/none/original", "report_not_found")]
    [InlineData("/api/v1/passages/none", "passage_not_found")]
    [InlineData("/api/v1/passages/none/similar", "passage_not_found")]
    [InlineData("/api/v1/facets/colour", "facet_not_found")]
    [InlineData("/api/v1/nothing", "address_not_found")]
    [InlineData("/api/v1/reports/..%2F..%2Fetc%2Fpasswd", "report_not_found")]
    public async Task What_is_not_there_is_a_404_with_a_code(string address, string code)
    {
        using var response = await server.Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(code, (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["code"]);
    }

    [Fact]
    public async Task A_file_handed_in_is_found_and_can_be_taken_away_again()
    {
        const string Text = "明川县水利局2020年度工作总结\n一、存在问题\n（一）山洪预警盲区未消除。部分沟口没有雨量站，夜间叫应靠人工电话。\n";
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Text)), "file", "../../水利局.txt" } };
        using var response = await server.Client.PostAsync("/api/v1/reports", form);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var place = (string)(await response.Content.ReadFromJsonAsync<JsonNode>())!["hits"]![0]!["sourcePath"]!;
        Assert.Matches("^uploads/[0-9a-f]{16}-水利局.txt$", place);

        const string Search = "/api/v1/Search?q=山洪预警盲区&matchingStrategy=all";
        var found = await server.UntilAsync(Search, answer => (int)answer["totalHits"]! == 1);
        var id = (string)found["hits"]![0]!["reportId"]!;
        using var deleted = await server.Client.DeleteAsync("/api/v1/reports/" + id);
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        await server.UntilAsync(Search, answer => (int)answer["totalHits"]! == 0);
    }

    [Fact]
    public async Task A_file_of_the_corpus_is_never_deleted()
    {
        var id = (string)(await server.GetAsync("/api/v1/search?q=担当意识不强"))["hits"]![0]!["reportId"]!;
        using var response = await server.Client.DeleteAsync("/api/v1/reports/" + id);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.True(File.Exists(Path.Combine(server.Corpus, "街道.txt")));
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing()
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post,
                "/api/v1/reports")
            { Content = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "a.txt" } } };
        request.Headers.Add("Origin", "http://elsewhere.example");
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_request_under_a_foreign_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stats");
        request.Headers.Host = "elsewhere.example";
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
