using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Overlap;

public sealed class OverlapApiTests(ApiServer server) : IClassFixture<ApiServer>, IAsyncLifetime
{
    private const string Draft = "今年的食堂换了新锅。集中学习多以读文件、念材料为主，讨论交流不太充分，干部“被动听”的多。";

    public async ValueTask InitializeAsync() => await CollectionReady.WaitAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_sentence_names_its_source_and_what_was_changed()
    {
        var answer = await PostAsync("/api/v1/overlap", new { text = Draft });
        Assert.Equal((1, 2), ((int)answer["totalHits"]!, (int)answer["sentences"]!));
        var hit = answer["hits"]![0]!;
        Assert.True((bool)hit["nearCopy"]!);
        Assert.Equal((string)hit["text"]!, Draft.Substring((int)hit["start"]!, (int)hit["length"]!));
        var source = hit["sources"]![0]!;
        Assert.Equal("青溪县审计局", (string)source["passage"]!["unit"]!);
        var change = Assert.Single(source["changes"]!.AsArray())!;
        Assert.Equal(("太", "够"), ((string)change["draft"]!, (string)change["source"]!));
        var passage = await server.GetAsync($"/api/v1/passages/{source["passage"]!["id"]}");
        Assert.Equal((string)source["text"]!, ((string)passage["text"]!).Substring((int)source["start"]!, (int)source["length"]!));
        Assert.InRange((double)answer["score"]!, 0.5, 1);
    }

    [Fact]
    public async Task One_s_own_unit_and_filtered_reports_are_no_sources()
    {
        Assert.Equal(0, (double)(await PostAsync("/api/v1/overlap", new { text = Draft, unit = "青溪县审计局" }))["score"]!);
        Assert.Equal(0, (double)(await PostAsync("/api/v1/overlap?year=2021", new { text = Draft }))["score"]!);
        Assert.Equal(0, (double)(await PostAsync("/api/v1/overlap?reportId=none-1", new { text = Draft }))["score"]!);
    }

    [Fact]
    public async Task The_table_has_a_row_for_each_source()
    {
        using var response = await server.Client.PostAsJsonAsync("/api/v1/overlap?format=csv", new { text = Draft });
        Assert.Contains("够→太", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":null}""")]
    [InlineData("{}")]
    [InlineData("""{"text":"学习","setPhraseReports":1}""")]
    [InlineData("""{"text":5}""")]
    [InlineData("null")]
    [InlineData("[")]
    public async Task A_draft_that_means_nothing_is_a_400(string body)
    {
        using var response = await server.Client.PostAsync("/api/v1/overlap", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_draft_of_fifty_thousand_characters_is_the_longest_and_may_hold_anything()
    {
        var text = string.Concat(Enumerable.Repeat("\ud800a\0学习。", 10_000))[..50_000];
        using var longest = await server.Client.PostAsync(
            "/api/v1/overlap", new StringContent($"{{\"text\":\"{new string('学', 50_000)}\"}}", Encoding.UTF8, "application/json"));
        Assert.Equal(200, (int)longest.StatusCode);
        using var longer = await server.Client.PostAsJsonAsync("/api/v1/overlap", new { text = new string('学', 50_001) });
        Assert.Equal(400, (int)longer.StatusCode);
        using var strange = await server.Client.PostAsJsonAsync("/api/v1/overlap", new { text });
        Assert.Equal(200, (int)strange.StatusCode);
    }

    private async Task<JsonNode> PostAsync(string address, object body)
    {
        using var response = await server.Client.PostAsJsonAsync(address, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
