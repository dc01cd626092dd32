using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KnowledgeBase.SearchApi.Tests.Api;

public sealed class SearchTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task A_word_finds_the_passages_that_hold_it_with_all_that_a_writer_needs()
    {
        var answer = await server.GetAsync("/api/v1/search?q=学习形式单一&matchingStrategy=all");
        var hit = Assert.Single(answer["hits"]!.AsArray())!;
        Assert.Equal(1, (int)answer["totalHits"]!);
        Assert.Equal("存在问题", (string?)hit["section"]);
        Assert.Equal("审计", (string?)hit["unitType"]);
        Assert.Equal(2023, (int)hit["year"]!);
        Assert.Equal("学习形式单一", (string?)hit["heading"]);
        Assert.Contains("审计局", (string?)hit["unit"], StringComparison.Ordinal);
        Assert.Equal($"/reports/{hit["reportId"]}#{hit["id"]}", (string?)hit["url"]);
        Assert.Null(answer["relaxed"]);
    }

    [Fact]
    public async Task Other_ways_to_say_it_stand_behind_the_exact_hits_and_the_answer_says_so()
    {
        var answer = await server.GetAsync("/api/v1/search?q=学习形式单一&facets=unitType");
        Assert.Equal(2, (int)answer["totalHits"]!);
        Assert.Equal(["exact", "near"], answer["hits"]!.AsArray().Select(hit => (string)hit!["match"]!));
        Assert.Equal(["审计", "教育"], answer["hits"]!.AsArray().Select(hit => (string)hit!["unitType"]!));
        Assert.Equal("near", (string?)answer["relaxed"]!["to"]);
        Assert.Equal(1, (int)answer["relaxed"]!["exactHits"]!);
        var steps = answer["relaxed"]!["steps"]!.AsArray();
        Assert.Equal((int)answer["totalHits"]!, steps.Sum(step => (int)step!["hits"]!));
        Assert.Equal(1, (int)steps.Single(step => (string)step!["match"]! == "near")!["facetDistribution"]!["unitType"]!["教育"]!);
        Assert.Equal(1, (int)answer["facetDistribution"]!["unitType"]!["教育"]!);
        var scores = answer["hits"]!.AsArray().Select(hit => (double)hit!["_rankingScore"]!).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
    }

    [Theory]
    [InlineData("两张皮", "两张皮现象", "exact")]
    [InlineData("融合不够", "融合不深", "synonym")]
    [InlineData("师资力量薄弱", "师资薄弱", "synonym")]
    [InlineData("干部遇到矛盾不担当", "遇到矛盾绕着走", "parts")]
    [InlineData("党建与业务融合不够", "融合不深", "near")]
    [InlineData("担当精神不足", "担当意识不强", "synonym")]
    [InlineData("服务群众不够精准", "服务群众不够精准", "exact")]
    public async Task A_passage_that_says_it_otherwise_is_found(string query, string text, string match)
    {
        var hits = (await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(query)))["hits"]!.AsArray();
        var hit = hits.First(hit => ((string)hit!["text"]! + hit["heading"]).Contains(text, StringComparison.Ordinal))!;
        Assert.Equal(match, (string)hit["match"]!);
    }

    [Theory]
    [InlineData("食堂菜品涨价")]
    [InlineData("学习足球")]
    public async Task Chance_pairs_of_characters_are_no_hits(string query) =>
        Assert.Equal(0, await CountAsync("q=" + Uri.EscapeDataString(query)));

    [Theory]
    [InlineData("审计局 存在问题 2023", "类型:审计 章节:存在问题 年份:2023", 2)]
    [InlineData("2023年审计局存在的问题", "年份:2023 类型:审计 章节:存在问题", 2)]
    public async Task A_line_of_filter_words_is_read_as_filters_and_can_be_taken_back(string query, string parsed, int count)
    {
        var answer = await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(query));
        Assert.Equal(count, (int)answer["totalHits"]!);
        Assert.Equal(parsed, (string?)answer["parsed"]);
        Assert.Contains(parsed, answer["notes"]!.AsArray().Select(note => (string)note!).Single(), StringComparison.Ordinal);
        Assert.All(answer["offers"]!.AsArray(), offer => Assert.True((bool)offer!["applied"]!));
        var undone = await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString((string)answer["applied"]!["undo"]!));
        Assert.Null(undone["applied"]);
        Assert.Equal(0, (int)undone["totalHits"]!);
    }

    [Fact]
    public async Task An_offered_filter_has_the_total_that_it_gives()
    {
        var answer = await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString("学习 审计局 2023"));
        var offers = answer["offers"]!.AsArray();
        Assert.Equal(["unitType", "year"], offers.Select(offer => (string)offer!["field"]!));
        foreach (var offer in offers)
            Assert.Equal((int)offer!["count"]!, await CountAsync("q=" + Uri.EscapeDataString((string)offer["q"]!)));
    }

    [Fact]
    public async Task Pages_of_a_loosened_query_part_the_hits_without_loss_or_repeat()
    {
        const string Query = "q=学习形式单一 OR 党建与业务融合不够&hitsPerPage=2";
        var first = await server.GetAsync("/api/v1/search?" + Query);
        var ids = new List<string>();
        for (var page = 1; page <= (int)first["totalPages"]!; page++)
        {
            var answer = await server.GetAsync($"/api/v1/search?{Query}&page={page}");
            Assert.Equal((int)first["totalHits"]!, (int)answer["totalHits"]!);
            ids.AddRange(answer["hits"]!.AsArray().Select(hit => (string)hit!["id"]!));
        }

        Assert.Equal((int)first["totalHits"]!, ids.Distinct().Count());
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.True(ids.Count > 2);
    }

    [Fact]
    public async Task Positions_cut_exactly_the_matched_characters_out_of_the_text()
    {
        var answer = await server.GetAsync("/api/v1/search?q=念材料");
        var hit = answer["hits"]![0]!;
        var position = hit["_matchesPosition"]!["text"]![0]!;
        Assert.Equal("念材料", ((string)hit["text"]!).Substring((int)position["start"]!, (int)position["length"]!));
        Assert.Contains("<em>念材料</em>", (string)hit["_formatted"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_report_is_text_and_is_escaped_where_html_is_promised()
    {
        var hit = (await server.GetAsync("/api/v1/search?q=实践"))["hits"]![0]!;
        Assert.Contains("<b>实践</b>", (string)hit["text"]!, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;<em>实践</em>&lt;/b&gt;", (string)hit["_formatted"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_twice_means_or_and_different_keys_mean_and()
    {
        Assert.Equal(2, await CountAsync("collapse=report&unitType=审计&unitType=教育"));
        Assert.Equal(1, await CountAsync("collapse=report&unitType=审计&unitType=教育&year=2022"));
        Assert.Equal(2, await CountAsync("collapse=report&year=2021..2022"));
        Assert.Equal(3, await CountAsync("collapse=report&section=problems"));
    }

    [Fact]
    public async Task A_class_of_unit_types_stands_for_all_of_them() => Assert.Equal(2, await CountAsync("collapse=report&unitType=政府"));

    [Fact]
    public async Task What_is_not_known_can_be_asked_for()
    {
        Assert.Equal(3, await CountAsync("collapse=report&source=不明"));
        Assert.Equal(0, await CountAsync("collapse=report&unitType=不明"));
    }

    [Fact]
    public async Task A_facet_does_not_shrink_by_its_own_selection()
    {
        var all = await server.GetAsync("/api/v1/search?q=&facets=*");
        var some = await server.GetAsync("/api/v1/search?q=&facets=*&unitType=审计");
        Assert.Equal(Text(all["facetDistribution"]!["unitType"]), Text(some["facetDistribution"]!["unitType"]));
        Assert.NotEqual(Text(all["facetDistribution"]!["year"]), Text(some["facetDistribution"]!["year"]));
        Assert.Equal((int)some["totalHits"]!, (int)some["facetDistribution"]!["unitType"]!["审计"]!);
    }

    [Fact]
    public async Task Sections_answer_to_both_languages() =>
        Assert.Equal(await CountAsync("section=存在问题"), await CountAsync("section=problems"));

    [Fact]
    public async Task Years_can_order_the_hits()
    {
        var answer = await server.GetAsync("/api/v1/search?q=&sort=year:asc&hitsPerPage=100");
        var years = answer["hits"]!.AsArray().Select(hit => (int?)hit!["year"] ?? int.MaxValue).ToList();
        Assert.Equal(years.Order(), years);
        Assert.Equal(2021, years[0]);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("auto")]
    public async Task Pages_part_the_hits_without_loss_or_repeat(string fold)
    {
        var whole = (await server.GetAsync($"/api/v1/search?q=&hitsPerPage=100&fold={fold}"))["hits"]!.AsArray()
            .Select(hit => (string)hit!["id"]!).ToList();
        var parts = new List<string>();
        for (var page = 1; ; page++)
        {
            var answer = await server.GetAsync($"/api/v1/search?q=&hitsPerPage=4&fold={fold}&page={page}");
            parts.AddRange(answer["hits"]!.AsArray().Select(hit => (string)hit!["id"]!));
            Assert.Equal((whole.Count + 3) / 4, (int)answer["totalPages"]!);
            if (page >= (int)answer["totalPages"]!)
                break;
        }

        // Reports are spread over pages, so what a page holds depends on how many it holds.
        if (fold == "none")
            Assert.Equal(whole, parts);
        Assert.Equal(whole.Order(), parts.Order());
    }

    [Fact]
    public async Task A_page_has_two_passages_of_a_report_while_there_are_others()
    {
        var hits = (await server.GetAsync("/api/v1/search?q=&hitsPerPage=6"))["hits"]!.AsArray();
        var reports = hits.CountBy(hit => (string)hit!["reportId"]!);
        Assert.Equal([2, 2, 2], reports.Select(report => report.Value));
    }

    [Theory]
    [InlineData("单位:审计局", 1)]
    [InlineData("标题:工作总结", 1)]
    [InlineData("类型:街道 OR 类型:教育", 2)]
    [InlineData("年份:2022.. -类型:教育", 1)]
    [InlineData("章节:存在问题 (担当 | 师资)", 2)]
    public async Task A_query_line_selects_by_field(string line, int reports) =>
        Assert.Equal(reports, await CountAsync("collapse=report&matchingStrategy=all&q=" + Uri.EscapeDataString(line)));

    [Fact]
    public async Task Quotes_are_exact_to_the_character()
    {
        Assert.Equal(1, await CountAsync("q=" + Uri.EscapeDataString("\"干部“被动听”的多\"")));
        Assert.Equal(0, await CountAsync("q=" + Uri.EscapeDataString("\"干部被动听的多\"")));
    }

    [Fact]
    public async Task A_part_that_does_not_parse_is_said_and_the_line_comes_back_as_understood()
    {
        var answer = await server.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString("(念材料 年份:去年"));
        Assert.Equal(2, answer["notes"]!.AsArray().Count);
        Assert.Equal("念材料", (string?)answer["parsed"]);
        Assert.Equal(1, (int)answer["totalHits"]!);
    }

    [Theory]
    [InlineData("类型:审计,街道", 2)]
    [InlineData("年份:>=2022", 2)]
    [InlineData("年份:2021,2023", 2)]
    [InlineData("年份:不明", 0)]
    [InlineData("年份:２０２３", 1)]
    [InlineData("年份:2023年", 1)]
    [InlineData("年份:二〇二三 OR 单位:街道", 2)]
    public async Task Lists_comparisons_and_years_in_every_spelling_select(string line, int reports) =>
        Assert.Equal(reports, await CountAsync("collapse=report&matchingStrategy=all&q=" + Uri.EscapeDataString(line)));

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("hitsPerPage=101", "hitsPerPage")]
    [InlineData("year=去年", "year")]
    [InlineData("year=2023..2021", "year")]
    [InlineData("section=无", "section")]
    [InlineData("unitType=审计署长", "unitType")]
    [InlineData("kind=小说", "kind")]
    [InlineData("sort=year", "sort")]
    [InlineData("facets=colour", "facets")]
    [InlineData("collapse=1", "collapse")]
    [InlineData("q=a&q=b", "q")]
    [InlineData("colour=red", "colour")]
    public async Task A_value_that_means_nothing_is_a_400_that_names_the_parameter(string query, string parameter)
    {
        using var response = await server.Client.GetAsync("/api/v1/search?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("invalid_parameter", (string?)problem!["code"]);
        Assert.NotNull(problem["errors"]![parameter]);
    }

    [Fact]
    public async Task Whatever_is_typed_is_never_a_500()
    {
        const string Signs = "学习形式\"“”()（）|-:：*~, OR单位年份2023..\0\u200b%<>&'";
        var random = new Random(20240602);
        for (var i = 0; i < 300; i++)
        {
            var line = new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Signs[random.Next(Signs.Length)])]);
            using var response = await server.Client.GetAsync("/api/v1/search?q=" + Uri.EscapeDataString(line));
            Assert.True(response.StatusCode == HttpStatusCode.OK, line);
        }

        foreach (var raw in new[] { "%ED%A0%80", "%FF%FE", "%00", "%EF%B7%BA", new string('a', 1000) })
        {
            using var response = await server.Client.GetAsync("/api/v1/search?q=" + raw);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Suggestions_hold_what_was_typed()
    {
        var suggestions = (await server.GetAsync("/api/v1/suggest?q=学习"))["hits"]!.AsArray();
        Assert.NotEmpty(suggestions);
        Assert.All(suggestions, suggestion => Assert.Contains("学习", (string)suggestion!["text"]!, StringComparison.Ordinal));
    }

    private async Task<int> CountAsync(string query) => (int)(await server.GetAsync("/api/v1/search?" + query))["totalHits"]!;

    private static string Text(JsonNode? node) => node!.ToJsonString();
}
