using System.Net;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Headings;

public sealed class HeadingApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("")]
    [InlineData("section=problems")]
    [InlineData("unitType=街道&section=存在问题")]
    [InlineData("year=2022..2023")]
    [InlineData("topic=教育")]
    public async Task The_uses_of_a_heading_are_as_many_as_its_link_lists(string filters)
    {
        var headings = await server.GetAsync($"/api/v1/headings?hitsPerPage=1000&{filters}");
        Assert.NotEmpty(headings["hits"]!.AsArray());
        Assert.Equal((int)headings["totalHits"]!, headings["hits"]!.AsArray().Count);
        foreach (var heading in headings["hits"]!.AsArray())
        {
            var passages = await server.GetAsync((string)heading!["url"]! + "&hitsPerPage=100");
            Assert.Equal((int)heading["uses"]!, (int)passages["totalHits"]!);
            foreach (var (count, collapse, field) in new[] { ("reports", "report", "reportId"), ("units", "unit", "unit") })
            {
                var counted = await server.GetAsync($"{heading["url"]}&hitsPerPage=100&collapse={collapse}");
                Assert.Equal((int)heading[count]!, (int)counted["totalHits"]!);
                Assert.Equal((int)heading[count]!, counted["hits"]!.AsArray().Select(hit => (string)hit![field]!).Distinct().Count());
            }

            Assert.Equal((int)heading["reports"]!, passages["hits"]!.AsArray().Select(hit => (string)hit!["reportId"]!).Distinct().Count());
            Assert.All(passages["hits"]!.AsArray(), hit => Assert.Contains(
                hit!["headingPath"]!.AsArray().Select(one => (string)one!), heading["forms"]!.AsArray()
                    .Select(form => (string)form!).Contains));
        }
    }

    [Fact]
    public async Task Headings_are_chosen_by_text_length_parts_and_pattern()
    {
        await Has("section=problems&unitType=街道", "担当意识不强", "服务群众不够精准");
        await Has("length=8&section=problems&unitType=街道", "服务群众不够精准");
        await Has("parts=3%2B3&unitType=审计", "抓学习，强根基", "抓队伍，优结构");
        await Has("pattern=*不强", "担当意识不强");
        await Has("q=学习&section=plans", "丰富学习载体", "改进教师学习方式");

        async Task Has(string query, params string[] expected)
        {
            var hits = (await server.GetAsync("/api/v1/headings?" + query))["hits"]!.AsArray();
            Assert.Equal(
                expected.Order(StringComparer.Ordinal), hits.Select(hit => (string)hit!["heading"]!).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_set_says_how_its_headings_are_made()
    {
        var sets = (await server.GetAsync("/api/v1/headings/sets?unitType=审计&section=work"))["hits"]!.AsArray();
        var set = Assert.Single(sets)!;
        Assert.Equal(["抓学习，强根基", "抓队伍，优结构"], set["headings"]!.AsArray().Select(heading => (string)heading!));
        Assert.Equal("两个，每句 6 字", (string)set["description"]!);
        Assert.Equal(6, (int)set["length"]!);
    }

    [Fact]
    public async Task Outlines_are_those_of_the_reports_that_a_search_finds()
    {
        var outlines = await server.GetAsync("/api/v1/outlines?q=学习");
        var found = await server.GetAsync("/api/v1/search?q=学习&collapse=report&matchingStrategy=all");
        Assert.Equal((int)found["totalHits"]!, (int)outlines["totalHits"]!);
        Assert.Equal(
            found["hits"]!.AsArray().Select(hit => (string)hit!["reportId"]!),
            outlines["hits"]!.AsArray().Select(outline => (string)outline!["reportId"]!));
        var audit = outlines["hits"]!.AsArray().Single(outline => ((string)outline!["title"]!).Contains("审计局"))!["outline"]!.AsArray();
        Assert.Equal(
            ["1 主要工作", "2 抓学习，强根基", "2 抓队伍，优结构", "1 存在问题", "2 学习形式单一", "2 党建与审计业务融合不深", "1 下一步打算", "2 丰富学习载体", "2 健全融合机制"],
            audit.Select(line => $"{line!["depth"]} {line["heading"]}"));
    }

    [Theory]
    [InlineData("/api/v1/headings")]
    [InlineData("/api/v1/headings/sets")]
    [InlineData("/api/v1/outlines")]
    [InlineData("/api/v1/headings/passages?heading=学习形式单一")]
    public async Task Lists_are_exported_whole(string address)
    {
        foreach (var format in (string[])["csv", "jsonl", "md", "docx", "xlsx"])
        {
            var mark = address.Contains('?') ? '&' : '?';
            var bytes = await server.Client.GetByteArrayAsync($"{address}{mark}format={format}");
            Assert.NotEmpty(bytes);
            if (format == "jsonl")
                Assert.Equal(
                    (int)(await server.GetAsync(address))["totalHits"]!,
                    System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Theory]
    [InlineData("/api/v1/headings?length=abc")]
    [InlineData("/api/v1/headings?length=9..3")]
    [InlineData("/api/v1/headings?parts=6-6")]
    [InlineData("/api/v1/headings/passages")]
    [InlineData("/api/v1/headings/sets?size=0")]
    [InlineData("/api/v1/outlines?colour=red")]
    public async Task What_is_no_condition_is_refused_by_name(string address)
    {
        using var response = await server.Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("invalid_parameter", await response.Content.ReadAsStringAsync());
    }
}
