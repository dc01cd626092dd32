using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;

namespace KnowledgeBase.SearchApi.Tests.Api;

public sealed class ProblemTests(ApiServer server) : IClassFixture<ApiServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        // Look-ups follow the index a moment later.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            using var response = await server.Client.GetAsync("/api/v1/units/云岭区教育局", patience.Token);
            using var other = await server.Client.GetAsync("/api/v1/units/青溪县审计局", patience.Token);
            if (response.IsSuccessStatusCode && other.IsSuccessStatusCode
                && (int)(await server.GetAsync("/api/v1/links"))["totalHits"]! >= 6)
                return;
            await Task.Delay(50, patience.Token);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Problems_that_say_the_same_are_one_group_with_counts_that_their_links_list()
    {
        var answer = await server.GetAsync("/api/v1/problems?hitsPerPage=100");
        var learning = Assert.Single(answer["hits"]!.AsArray(), hit => (string)hit!["key"]! == "学习形式单一")!;
        Assert.Equal(2, (int)learning["reports"]!);
        foreach (var hit in answer["hits"]!.AsArray())
        {
            var url = (string)hit!["url"]!;
            Assert.Equal((int)hit["items"]!, (int)(await server.GetAsync(url))["totalHits"]!);
            Assert.Equal((int)hit["reports"]!, (int)(await server.GetAsync(url + "?collapse=report"))["totalHits"]!);
            Assert.Equal((int)hit["units"]!, (int)(await server.GetAsync(url + "?collapse=unit"))["totalHits"]!);
        }
    }

    [Fact]
    public async Task A_group_tells_years_and_cells_that_their_links_list_and_its_wordings()
    {
        var id = await GroupAsync("学习形式单一");
        var group = await server.GetAsync($"/api/v1/problems/{id}");
        Assert.Equal([2021, 2022, 2023], group["years"]!.AsArray().Select(year => (int)year!["year"]!));
        Assert.Equal([0, 1, 1], group["years"]!.AsArray().Select(year => (int)year!["reports"]!));
        Assert.Equal(["审计", "教育"], group["cells"]!.AsArray().Select(cell => (string)cell!["unitType"]!).Order(StringComparer.Ordinal));
        foreach (var count in group["years"]!.AsArray().Concat(group["cells"]!.AsArray()))
            Assert.Equal((int)count!["reports"]!, (int)(await server.GetAsync((string)count["url"]!))["totalHits"]!);
        Assert.Equal(2, group["wordings"]!.AsArray().Count);
    }

    [Fact]
    public async Task Items_are_exactly_what_their_passages_hold()
    {
        foreach (var hit in (await server.GetAsync("/api/v1/links?hitsPerPage=100"))["hits"]!.AsArray())
        {
            await IsPartAsync(hit!["problem"]!);
            foreach (var name in new[] { "cause", "measure" })
                if (hit[name] is { } part)
                    await IsPartAsync(part);
        }

        async Task IsPartAsync(JsonNode part)
        {
            var passage = await server.GetAsync($"/api/v1/passages/{part["id"]}");
            Assert.Equal((string)part["text"]!, ((string)passage["text"]!).Substring((int)part["start"]!, (int)part["length"]!));
        }
    }

    [Fact]
    public async Task Filters_leave_groups_and_counts()
    {
        var answer = await server.GetAsync("/api/v1/problems?unitType=审计&year=2023");
        Assert.Equal(2, (int)answer["totalHits"]!);
        Assert.All(answer["hits"]!.AsArray(), hit => Assert.Equal(1, (int)hit!["reports"]!));
        Assert.Equal(1, (int)(await server.GetAsync((string)answer["hits"]![0]!["url"]!))["totalHits"]!);
        Assert.Equal(0, (int)(await server.GetAsync("/api/v1/problems?section=work"))["totalHits"]!);
        Assert.Equal(1, (int)(await server.GetAsync("/api/v1/problems?q=师资"))["totalHits"]!);
    }

    [Fact]
    public async Task A_problem_stands_beside_its_measure_with_evidence_and_null_where_there_is_no_cause()
    {
        var links = (await server.GetAsync("/api/v1/links?unit=青溪县审计局"))["hits"]!.AsArray();
        Assert.Equal(2, links.Count);
        Assert.Equal(["丰富学习载体", "健全融合机制"], links.Select(link => (string)link!["measure"]!["heading"]!));
        Assert.All(links, link => Assert.Null(link!["cause"]));
        Assert.All(links, link => Assert.Contains((string)link!["measure"]!["by"]!, (string[])["number", "words"]));
        var one = await server.GetAsync($"/api/v1/links?problem={await GroupAsync("学习形式单一")}");
        Assert.Equal(2, (int)one["totalHits"]!);
    }

    [Fact]
    public async Task The_three_lists_are_a_document_and_a_workbook()
    {
        await using var word = new MemoryStream(await BytesAsync("/api/v1/links?format=docx"));
        using var document = WordprocessingDocument.Open(word, false);
        var text = document.MainDocumentPart!.Document!.InnerText;
        Assert.Contains("问题清单", text, StringComparison.Ordinal);
        Assert.Contains("原因清单", text, StringComparison.Ordinal);
        Assert.Contains("措施清单", text, StringComparison.Ordinal);
        Assert.Contains("集中学习多以读文件、念材料为主", text, StringComparison.Ordinal);
        await using var excel = new MemoryStream(await BytesAsync("/api/v1/links?format=xlsx"));
        using var workbook = SpreadsheetDocument.Open(excel, false);
        Assert.Equal(3, workbook.WorkbookPart!.WorksheetParts.Count());
        var csv = Encoding.UTF8.GetString(await BytesAsync("/api/v1/links?format=csv"));
        var total = (int)(await server.GetAsync("/api/v1/links"))["totalHits"]!;
        Assert.Equal(1 + total, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("学习形式单一", Encoding.UTF8.GetString(await BytesAsync("/api/v1/problems?format=md")), StringComparison.Ordinal);
        Assert.Contains("\"问题\":", Encoding.UTF8.GetString(await BytesAsync("/api/v1/problems?format=jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_stand_side_by_side_with_empty_cells()
    {
        var answer = await server.GetAsync("/api/v1/compare?unit=青溪县审计局&unit=云岭区教育局");
        Assert.Equal(["青溪县审计局", "云岭区教育局"], answer["columns"]!.AsArray().Select(column => (string)column!["unit"]!));
        var first = answer["hits"]![0]!;
        Assert.Equal(2, (int)first["units"]!);
        Assert.All(first["cells"]!.AsArray(), cell => Assert.Single(cell!.AsArray()));
        Assert.Contains(answer["hits"]!.AsArray(), row => row!["cells"]!.AsArray().Any(cell => cell!.AsArray().Count == 0));
        for (var column = 0; column < 2; column++)
            Assert.Equal(
                (int)answer["columns"]![column]!["rows"]!,
                answer["hits"]!.AsArray().Count(row => row!["cells"]![column]!.AsArray().Count > 0));
    }

    [Fact]
    public async Task A_pasted_list_hears_what_it_lacks_and_what_is_unusual()
    {
        using var response = await server.Client.PostAsJsonAsync(
            "/api/v1/compare", new { items = new[] { "一是担当精神不足。", "食堂饭菜口味差" }, limit = 5 });
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal([false, true], answer["items"]!.AsArray().Select(item => (bool)item!["unusual"]!));
        var missing = Assert.Single(answer["missing"]!.AsArray());
        Assert.Equal(2, (int)missing!["units"]!);
        Assert.Equal(2, (int)(await server.GetAsync((string)missing["url"]!))["totalHits"]!);
        Assert.Equal(2, missing["wordings"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_unit_s_reports_are_a_list()
    {
        var answer = await server.GetAsync("/api/v1/units/云岭区教育局");
        Assert.Equal("云岭区教育局2022年度工作总结", (string)Assert.Single(answer["hits"]!.AsArray())!["title"]!);
        Assert.Equal(2, answer["problems"]!.AsArray().Count);
        Assert.Equal("教育", (string)answer["unitType"]!);
    }

    [Theory]
    [InlineData("/api/v1/problems/000000000000", 404, "problem_not_found")]
    [InlineData("/api/v1/problems/000000000000/items", 404, "problem_not_found")]
    [InlineData("/api/v1/links?problem=000000000000", 404, "problem_not_found")]
    [InlineData("/api/v1/units/没有这个单位", 404, "unit_not_found")]
    [InlineData("/api/v1/compare", 400, "invalid_parameter")]
    [InlineData("/api/v1/compare?unit=甲&section=problems&section=work", 400, "invalid_parameter")]
    [InlineData("/api/v1/problems?colour=red", 400, "invalid_parameter")]
    [InlineData("/api/v1/problems?format=pdf", 400, "invalid_parameter")]
    [InlineData("/api/v1/links?page=0", 400, "invalid_parameter")]
    public async Task What_does_not_fit_is_a_problem_with_a_code(string address, int status, string code)
    {
        using var response = await server.Client.GetAsync(address);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["code"]);
    }

    [Theory]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"items":["甲"],"text":"乙"}""")]
    [InlineData("""{"items":["学习形式单一"],"unitType":"党委"}""")]
    [InlineData("""{"items":["学习形式单一"],"unitType":"没有"}""")]
    [InlineData("""{"items":["学习形式单一"],"limit":0}""")]
    [InlineData("""{"items":[null]}""")]
    [InlineData("""{"items":5}""")]
    [InlineData("[")]
    [InlineData("null")]
    public async Task A_list_that_means_nothing_is_a_400(string body)
    {
        using var response = await server.Client.PostAsync("/api/v1/compare", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<string> GroupAsync(string key) => (string)Assert.Single(
        (await server.GetAsync("/api/v1/problems?hitsPerPage=100"))["hits"]!.AsArray(), hit => (string)hit!["key"]! == key)!["id"]!;

    private async Task<byte[]> BytesAsync(string address)
    {
        using var response = await server.Client.GetAsync(address);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        return await response.Content.ReadAsByteArrayAsync();
    }
}
