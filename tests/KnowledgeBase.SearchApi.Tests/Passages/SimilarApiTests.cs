using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Passages;

public sealed class SimilarApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task The_same_problem_of_another_unit_comes_first_and_marks_stand_in_its_text()
    {
        var id = (string)(await server.GetAsync("/api/v1/search?q=%22学习形式单一%22"))["hits"]![0]!["id"]!;
        var hits = (await server.GetAsync($"/api/v1/passages/{id}/similar"))["hits"]!.AsArray();
        Assert.Equal("学习的形式还比较单一", (string)hits[0]!["heading"]!);
        foreach (var hit in hits)
        {
            var stored = await server.GetAsync($"/api/v1/passages/{hit!["id"]}");
            Assert.Equal((string)stored["text"]!, (string)hit["text"]!);
            Assert.All(
                hit["_matchesPosition"]?["text"]?.AsArray() ?? [],
                mark => Assert.True(
                    (int)mark!["length"]! >= 2 && (int)mark["start"]! + (int)mark["length"]! <= ((string)hit["text"]!).Length));
        }
    }

    [Fact]
    public async Task A_pasted_text_finds_what_its_passage_finds_within_the_filters()
    {
        var answer = await Post("/api/v1/similar?section=problems&year=2022", new { text = "学习形式单一。集中学习多以念材料为主。" });
        Assert.Equal("学习的形式还比较单一", (string)answer["hits"]![0]!["heading"]!);
        Assert.All(answer["hits"]!.AsArray(), hit => Assert.Equal((2022, "存在问题"), ((int)hit!["year"]!, (string)hit["section"]!)));
        Assert.Equal((int)answer["totalHits"]!, answer["hits"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text": " "}""")]
    [InlineData("not json")]
    [InlineData("""{"text": "\ud800"}""")]
    public async Task What_is_no_text_is_a_400(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync("/api/v1/similar", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_text_beyond_the_limit_and_another_media_type_are_refused()
    {
        using var tooLong = await server.Client.PostAsJsonAsync("/api/v1/similar", new { text = new string('学', 2001) });
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        using var plain = new StringContent("学习");
        using var wrong = await server.Client.PostAsync("/api/v1/similar", plain);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrong.StatusCode);
    }

    private async Task<JsonNode> Post(string address, object body)
    {
        using var response = await server.Client.PostAsJsonAsync(address, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
