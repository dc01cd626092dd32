using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Suggestions;

public sealed class SuggestionApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Theory]
    [InlineData("xxxsdy", "heading", "学习形式单一")]
    [InlineData("学习形式", "heading", "学习形式单一")]
    [InlineData("qxxsjj", "unit", "青溪县审计局")]
    [InlineData("青溪县审", "unit", "青溪县审计局")]
    [InlineData("审计组临时", "phrase", "审计组临时党支部作用发挥不明显")]
    public async Task A_unit_a_heading_or_a_phrase_is_suggested(string typed, string kind, string text)
    {
        var hits = (await server.GetAsync($"/api/v1/suggest?q={typed}"))["hits"]!.AsArray();
        Assert.Contains((kind, text), hits.Select(hit => ((string)hit!["kind"]!, (string)hit["text"]!)));
    }

    [Theory]
    [InlineData("学")]
    [InlineData("审计")]
    [InlineData("sj")]
    [InlineData("不够")]
    public async Task Every_count_is_what_its_link_lists(string typed)
    {
        var hits = (await server.GetAsync($"/api/v1/suggest?q={typed}&hitsPerPage=50"))["hits"]!.AsArray();
        Assert.NotEmpty(hits);
        foreach (var hit in hits)
            Assert.Equal((int)hit!["count"]!, (int)(await server.GetAsync((string)hit["url"]!))["totalHits"]!);
    }

    [Theory]
    [InlineData("%25")]
    [InlineData("\"")]
    [InlineData("*")]
    [InlineData("不存在的字眼")]
    [InlineData("")]
    public async Task Whatever_is_typed_has_an_answer(string typed) =>
        Assert.Empty((await server.GetAsync($"/api/v1/suggest?q={typed}"))["hits"]!.AsArray());
}
