using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;

namespace KnowledgeBase.SearchApi.Tests.Api;

public sealed class HttpTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task A_search_by_json_is_the_search_by_address()
    {
        var byAddress = await server.GetAsync("/api/v1/search?q=学习&unitType=审计&unitType=教育&year=2021..2023&facets=*&hitsPerPage=3");
        using var response =
            await PostAsync("/api/v1/search", """{"q":"学习","unitType":["审计","教育"],"year":"2021..2023","facets":["*"],"hitsPerPage":3}""");
        var byJson = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        byAddress["processingTimeMs"] = 0;
        byJson["processingTimeMs"] = 0;
        Assert.Equal(byAddress.ToJsonString(), byJson.ToJsonString());
    }

    [Fact]
    public async Task Several_searches_at_once_are_answered_in_their_order()
    {
        using var response = await PostAsync("/api/v1/multi-search", """{"queries":[{"q":"念材料"},{"q":"网格"}]}""");
        var results = (await response.Content.ReadFromJsonAsync<JsonNode>())!["results"]!.AsArray();
        Assert.Equal(["念材料", "网格"], results.Select(result => (string)result!["query"]!));
        Assert.All(results, result => Assert.NotEmpty(result!["hits"]!.AsArray()));
    }

    [Theory]
    [InlineData("{", 400, "bad_request")]
    [InlineData("[]", 400, "bad_request")]
    [InlineData("""{"q":{"a":1}}""", 400, "bad_request")]
    [InlineData("""{"q":"\ud800"}""", 400, "bad_request")]
    [InlineData("""{"colour":"red"}""", 400, "invalid_parameter")]
    [InlineData("""{"page":0}""", 400, "invalid_parameter")]
    [InlineData("""{"q":"((((((((((((((((((学"}""", 400, "query_too_large")]
    public async Task A_body_that_means_nothing_is_a_problem_with_a_code(string body, int status, string code)
    {
        using var response = await PostAsync("/api/v1/search", body);
        await IsProblemAsync(response, status, code);
        using var several = await PostAsync("/api/v1/multi-search", $$"""{"queries":[{{body}}]}""");
        await IsProblemAsync(several, status, code);
    }

    [Fact]
    public async Task A_line_of_two_thousand_characters_fits_into_an_address_and_one_more_names_its_place()
    {
        var longest = string.Join(' ', Enumerable.Repeat(new string('学', 31), 62)) + new string('习', 17);
        using var fits = await server.Client.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(longest[..2000]));
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        using var tooLong = await server.Client.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(new string('学', 2001)));
        var problem = await IsProblemAsync(tooLong, 400, "query_too_large");
        Assert.Equal(2000, (int)problem["position"]!);
        using var address = await server.Client.GetAsync("/api/v1/search?q=" + new string('a', 40_000));
        await IsProblemAsync(address, 414, "uri_too_long");
    }

    [Fact]
    public async Task Methods_and_media_types_that_do_not_fit_are_told_so()
    {
        using var method = await server.Client.DeleteAsync("/api/v1/search");
        await IsProblemAsync(method, 405, "method_not_allowed");
        Assert.Contains("GET", method.Content.Headers.Allow);
        using var media = await server.Client.PostAsync("/api/v1/search", new StringContent("q=a", Encoding.UTF8, "text/plain"));
        await IsProblemAsync(media, 415, "unsupported_media_type");
        using var large = await PostAsync("/api/v1/search", $$"""{"q":"{{new string('a', 300_000)}}"}""");
        await IsProblemAsync(large, 413, "too_large");
        using var unknown = await server.Client.GetAsync("/api/v1/nothing");
        await IsProblemAsync(unknown, 404, "address_not_found");
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/v1/search?q=a") { Headers = { Host = "example.org" } };
        using var refused = await server.Client.SendAsync(foreign);
        await IsProblemAsync(refused, 400, "foreign_host");
    }

    [Fact]
    public async Task Problems_speak_the_reader_s_language()
    {
        using var chinese = new HttpRequestMessage(
            HttpMethod.Get, "/api/v1/search?page=0")
        { Headers = { AcceptLanguage = { new("zh-CN"), new("en", 0.5) } } };
        using var inChinese = await server.Client.SendAsync(chinese);
        Assert.Equal("参数不对", (string?)(await IsProblemAsync(inChinese, 400, "invalid_parameter"))["title"]);
        using var english =
            new HttpRequestMessage(HttpMethod.Get, "/api/v1/search?page=0") { Headers = { AcceptLanguage = { new("en") } } };
        using var inEnglish = await server.Client.SendAsync(english);
        Assert.Equal("A parameter is not valid.", (string?)(await IsProblemAsync(inEnglish, 400, "invalid_parameter"))["title"]);
    }

    [Theory]
    [InlineData("/api/v1/search?q=学习")]
    [InlineData("/api/v1/stats")]
    [InlineData("/api/v1/reports")]
    public async Task Head_works_wherever_get_does(string address)
    {
        using var response = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Text_stands_in_json_as_it_is()
    {
        var raw = await server.Client.GetStringAsync("/api/v1/search?q=实践");
        Assert.Contains("<b>实践</b>", raw, StringComparison.Ordinal);
        Assert.Contains("“", await server.Client.GetStringAsync("/api/v1/search?q=念材料"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_compressed_for_those_who_take_it()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/api/v1/search?q=")
        { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("gzip") } } };
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.NotNull((await JsonNode.ParseAsync(plain))!["hits"]);
    }

    [Fact]
    public async Task A_passage_that_did_not_change_is_not_sent_again()
    {
        var hit = (await server.GetAsync("/api/v1/search?q=念材料"))["hits"]![0]!;
        foreach (var address in new[] { $"/api/v1/passages/{hit["id"]}", $"/api/v1/reports/{hit["reportId"]}" })
        {
            using var first = await server.Client.GetAsync(address);
            Assert.NotNull(first.Headers.ETag);
            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag } } };
            using var second = await server.Client.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        }
    }

    [Fact]
    public async Task A_report_s_own_passages_can_be_searched()
    {
        var id = (string)(await server.GetAsync("/api/v1/search?q=念材料"))["hits"]![0]!["reportId"]!;
        var answer = await server.GetAsync($"/api/v1/search?q=&reportId={id}&hitsPerPage=100&facets=unitType");
        Assert.True((int)answer["totalHits"]! > 3);
        Assert.All(answer["hits"]!.AsArray(), hit => Assert.Equal(id, (string)hit!["reportId"]!));
        Assert.Single(answer["facetDistribution"]!["unitType"]!.AsObject());
        Assert.Equal(0, (int)(await server.GetAsync("/api/v1/search?q=&reportId=none"))["totalHits"]!);
    }

    [Fact]
    public async Task A_cursor_leads_through_all_pages()
    {
        var ids = new List<string>();
        string? cursor = "";
        while (cursor is not null)
        {
            var answer = await server.GetAsync("/api/v1/search?q=&hitsPerPage=5&cursor=" + cursor);
            ids.AddRange(answer["hits"]!.AsArray().Select(hit => (string)hit!["id"]!));
            cursor = (string?)answer["nextCursor"];
        }

        Assert.Equal((int)(await server.GetAsync("/api/v1/search?q="))["totalHits"]!, ids.Distinct().Count());
        // The second page of a state of the index that nobody has any more.
        var old = await server.GetAsync("/api/v1/search?q=&hitsPerPage=5&cursor=Mmcw");
        Assert.Equal(2, (int)old["page"]!);
        Assert.Contains(old["notes"]!.AsArray(), note => ((string)note!).Contains("更新", StringComparison.Ordinal));
        using var foreign = await server.Client.GetAsync("/api/v1/search?cursor=%21%21");
        await IsProblemAsync(foreign, 400, "invalid_parameter");
    }

    [Fact]
    public async Task Only_the_attributes_asked_for_are_sent_and_long_texts_are_cut_between_sentences()
    {
        var hit = (await server.GetAsync(
            "/api/v1/search?q=被动听&attributesToRetrieve=id,_formatted&attributesToCrop=text&cropLength=40"))["hits"]![0]!.AsObject();
        Assert.Equal(["id", "_formatted"], hit.Select(property => property.Key));
        var cut = (string)hit["_formatted"]!["text"]!;
        Assert.Contains("<em>被动听</em>", cut, StringComparison.Ordinal);
        Assert.StartsWith("…集中学习", cut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scores_explain_themselves()
    {
        var hit = (await server.GetAsync("/api/v1/search?q=学习形式单一&showRankingScoreDetails=true"))["hits"]![0]!;
        Assert.Equal("exact", (string?)hit["_rankingScoreDetails"]!["match"]);
        Assert.True((double)hit["_rankingScoreDetails"]!["bm25"]! > 0);
    }

    [Fact]
    public async Task A_line_can_be_analyzed_without_searching()
    {
        var answer = await server.GetAsync("/api/v1/analyze?q=" + Uri.EscapeDataString("2023年 学习形式单一 年份:去年"));
        Assert.Equal("bad_value", (string?)answer["notes"]![0]!["code"]);
        Assert.Equal(["年份:2023"], answer["filters"]![0]!["filters"]!.AsArray().Select(filter => (string)filter!));
        Assert.Equal(["学习", "形式", "单一"], answer["words"]![1]!["words"]!.AsArray().Select(word => (string)word!["text"]!));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("md")]
    public async Task A_whole_result_is_a_file_with_its_sources(string format)
    {
        var total = (int)(await server.GetAsync("/api/v1/search?q=学习&hitsPerPage=1&matchingStrategy=all"))["totalHits"]!;
        using var response = await server.Client.GetAsync($"/api/v1/search?q=学习&hitsPerPage=1&matchingStrategy=all&format={format}");
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("云岭区教育局2022年度工作总结", text, StringComparison.Ordinal);
        Assert.Equal(format == "csv", bytes is [0xEF, 0xBB, 0xBF, ..]);
        Assert.Equal(total, format switch
        {
            "csv" => text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1,
            "jsonl" => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
            _ => text.Split("\n> ").Length - 1,
        });
    }

    [Fact]
    public async Task Office_files_open_and_hold_texts_only()
    {
        await using var word = await server.Client.GetStreamAsync("/api/v1/search?q=学习&format=docx");
        using var wordBytes = new MemoryStream();
        await word.CopyToAsync(wordBytes);
        using var document = WordprocessingDocument.Open(wordBytes, false);
        Assert.Contains("《云岭区教育局2022年度工作总结》", document.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/search?q=学习");
        request.Headers.Accept.Add(new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        using var response = await server.Client.SendAsync(request);
        using var sheetBytes = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        using var sheet = SpreadsheetDocument.Open(sheetBytes, false);
        var data = sheet.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        Assert.Contains("念材料", data.InnerText, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", data.OuterXml, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(string address, string json) =>
        server.Client.PostAsync(address, new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<JsonNode> IsProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(body)!;
        Assert.Equal(code, (string?)problem["code"]);
        return problem;
    }
}
