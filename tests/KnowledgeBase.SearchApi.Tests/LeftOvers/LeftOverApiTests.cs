using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.LeftOvers;

public sealed class LeftOverApiTests(ApiServer server) : IClassFixture<ApiServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await CollectionReady.WaitAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Left_overs_are_a_list_with_their_sources()
    {
        var draft = new { text = "2023年，青溪县审计局党组坚持围绕审计抓党建。我校认真落实。", unit = "云岭区教育局", year = 2022 };
        using var response = await server.Client.PostAsJsonAsync("/api/v1/leftovers?hitsPerPage=1", draft);
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        var hit = Assert.Single(answer["hits"]!.AsArray())!;
        Assert.Equal(("unit", "青溪县审计局", 2), ((string)hit["kind"]!, (string)hit["text"]!, (int)answer["totalHits"]!));
        Assert.Equal("青溪县审计局", (string)hit["sources"]![0]!["passage"]!["unit"]!);
        using var table = await server.Client.PostAsJsonAsync("/api/v1/leftovers?format=csv", draft);
        Assert.Contains("称谓", await table.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"unit":"云岭区教育局","year":2023}""")]
    [InlineData("""{"text":"学习","year":2023}""")]
    [InlineData("""{"text":"学习","unit":"云岭区教育局"}""")]
    [InlineData("""{"text":"学习","unit":"云岭区教育局","year":3}""")]
    [InlineData("null")]
    public async Task A_draft_without_its_unit_or_year_is_a_400(string body)
    {
        using var response = await server.Client.PostAsync("/api/v1/leftovers", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(400, (int)response.StatusCode);
    }
}
