using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>A person settles what cleaning doubted, cut wrongly or left, and the file is read again with it.</summary>
public sealed class CleaningTests : IAsyncLifetime
{
    private const string Doubted = "（来源：清风文苑）";

    private const string Text = """
        长桥县水务局2023年度工作总结
        一、主要工作
        （来源：清风文苑）（一）整治河道。全年完成整治河道十二条，修复堤防四十公里。
        （二）巡查库坝。落实每周巡查制度，窗台小筑发现隐患三十处，均已销号。
        二、存在问题
        （一）管护老秘网力量不足。基层水管站人员老化，专业人员偏少。
        """;

    private readonly ApiServer _server = new() { Files = [("水务局.txt", System.Text.Encoding.UTF8.GetBytes(Text))] };
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _id = (string)(
            await _server.UntilAsync("/api/v1/search?q=整治河道", answer => (int)answer["totalHits"]! > 0))["hits"]![0]!["reportId"]!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_is_doubted_is_named_by_report_original_files_and_totals()
    {
        var report = await ReportAsync();
        var suspected = Assert.Single(report["suspected"]!.AsArray())!;
        Assert.Equal(Doubted, (string?)suspected["text"]);
        Assert.Equal(Doubted, ((string)report["text"]!).Substring((int)suspected["start"]!, (int)suspected["length"]!));
        Assert.True((double)report["cleaningConfidence"]! < 1);

        var original = await _server.GetAsync($"/api/v1/reports/{_id}/original");
        var raw = Assert.Single(original["suspected"]!.AsArray())!;
        Assert.Equal(Doubted, ((string)original["text"]!).Substring((int)raw["start"]!, (int)raw["length"]!));

        var file = Assert.Single((await _server.GetAsync("/api/v1/files?suspected=true"))["hits"]!.AsArray())!;
        Assert.Equal(("corpus/水务局.txt", 1), ((string)file["sourcePath"]!, (int)file["suspected"]!));
        var stats = await _server.GetAsync("/api/v1/stats");
        Assert.Equal((1, 1), ((int)stats["suspected"]!, (int)stats["filesWithSuspected"]!));
    }

    [Fact]
    public async Task Confirmed_words_go_refused_words_stay_for_good_and_both_can_be_taken_back()
    {
        await DecideAsync(new { cut = new[] { Doubted } });
        var cut = await ReportAsync();
        Assert.DoesNotContain(Doubted, (string)cut["text"]!, StringComparison.Ordinal);
        Assert.Empty(cut["suspected"]!.AsArray());

        await DecideAsync(new { keep = new[] { Doubted } });
        var kept = await ReportAsync();
        Assert.Contains(Doubted, (string)kept["text"]!, StringComparison.Ordinal);
        Assert.Empty(kept["suspected"]!.AsArray());
        Assert.Equal(1, (double)(await _server.GetAsync("/api/v1/files?suspected=false"))["hits"]!.AsArray()
            .First(file => (string)file!["sourcePath"]! == "corpus/水务局.txt")!["cleaningConfidence"]!);

        await DecideAsync(new { undo = new[] { Doubted } });
        Assert.Single((await ReportAsync())["suspected"]!.AsArray());
    }

    [Fact]
    public async Task A_wrong_cut_comes_back_and_what_was_left_goes_from_search_as_well()
    {
        Assert.DoesNotContain("老秘网", (string)(await ReportAsync())["text"]!, StringComparison.Ordinal);
        await DecideAsync(new { keep = new[] { "老秘网" }, cut = new[] { "窗台小筑" } });
        var text = (string)(await ReportAsync())["text"]!;
        Assert.Contains("管护老秘网力量不足", text, StringComparison.Ordinal);
        Assert.Contains("落实每周巡查制度，发现隐患三十处", text, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await _server.GetAsync("/api/v1/search?q=\"窗台小筑\"&matchingStrategy=all"))["totalHits"]!);
        Assert.Equal(Text, (string)(await _server.GetAsync($"/api/v1/reports/{_id}/original"))["text"]!);
        Assert.Equal(Text, await File.ReadAllTextAsync(Path.Combine(_server.Corpus, "水务局.txt")));

        var decided = (await _server.GetAsync("/api/v1/marks?origin=file"))["hits"]!.AsArray();
        Assert.Equal(["keep 老秘网", "phrase 窗台小筑"], decided.Select(mark => $"{mark!["kind"]} {mark["text"]}").Order(StringComparer.Ordinal));
        Assert.All(decided, mark => Assert.Equal("corpus/水务局.txt", (string?)mark!["examples"]![0]!["sourcePath"]));
    }

    [Fact]
    public async Task A_mark_that_is_refused_cuts_nothing_until_that_is_taken_back()
    {
        var found = Assert.Single((await _server.GetAsync("/api/v1/marks?origin=found"))["hits"]!.AsArray())!;
        Assert.Equal(("老秘网", 1), ((string)found["text"]!, (int)found["files"]!));
        using var refused = await _server.Client.PostAsJsonAsync("/api/v1/marks", new { kind = "keep", text = "老秘网" });
        Assert.Equal(1, (int)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["files"]!);
        Assert.Contains("管护老秘网力量不足", (string)(await ReportAsync())["text"]!, StringComparison.Ordinal);

        using var back = await _server.Client.DeleteAsync("/api/v1/marks?text=老秘网");
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Contains("管护力量不足", (string)(await ReportAsync())["text"]!, StringComparison.Ordinal);
        using var again = await _server.Client.DeleteAsync("/api/v1/marks?text=老秘网");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_mark_of_the_user_goes_from_the_files_that_carry_it_and_says_where()
    {
        using var added = await _server.Client.PostAsJsonAsync("/api/v1/marks", new { kind = "site", text = "窗台小筑" });
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.DoesNotContain("窗台小筑", (string)(await ReportAsync())["text"]!, StringComparison.Ordinal);
        var mark = Assert.Single((await _server.GetAsync("/api/v1/marks?origin=user"))["hits"]!.AsArray())!;
        Assert.Equal(("窗台小筑", _id), ((string)mark["text"]!, (string)mark["examples"]![0]!["reportId"]!));
    }

    [Theory]
    [InlineData("""{}""", "cut")]
    [InlineData("""{"cut":[null]}""", "cut")]
    [InlineData("""{"cut":["一"]}""", "cut")]
    [InlineData("""{"cut":["不在这份报告里的话"]}""", "cut")]
    [InlineData("""{"keep":["  \u200B "]}""", "keep")]
    [InlineData("""{"cut":["一、主要工作\n（来源：清风文苑）"],"everywhere":true}""", "everywhere")]
    public async Task A_decision_that_makes_no_sense_is_refused_by_its_field(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _server.Client.PostAsync($"/api/v1/reports/{_id}/cleaning", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![field]);
    }

    [Theory]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"kind":"site","text":"\ud800\ud800\ud800"}""", 400)]
    [InlineData("""{"kind":"site","text":"甲乙丙\nkeep 丁戊己"}""", 400)]
    [InlineData("""{"kind":"shop","text":"甲乙丙"}""", 400)]
    [InlineData("""{"kind":"site"}""", 400)]
    public async Task A_mark_that_makes_no_sense_is_refused(string body, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await _server.Client.PostAsync("/api/v1/marks", content);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_report_that_is_not_there_is_a_404()
    {
        using var response = await _server.Client.PostAsJsonAsync("/api/v1/reports/none/cleaning", new { cut = new[] { "窗台小筑" } });
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<JsonNode> ReportAsync() => _server.GetAsync($"/api/v1/reports/{_id}");

    private async Task DecideAsync(object decision)
    {
        using var response = await _server.Client.PostAsJsonAsync($"/api/v1/reports/{_id}/cleaning", decision);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Assert.True((bool)(await response.Content.ReadFromJsonAsync<JsonNode>())!["isRead"]!);
    }
}
