using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Trends;

public sealed class TrendApiTests(ApiServer server) : IClassFixture<ApiServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await CollectionReady.WaitAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("学习")]
    [InlineData("单一")]
    [InlineData("党建")]
    public async Task Every_count_is_what_its_link_lists(string wording)
    {
        var answer = await server.GetAsync($"/api/v1/trends?q={wording}");
        Assert.Equal([2021, 2022, 2023], answer["hits"]!.AsArray().Select(year => (int)year!["year"]!));
        Assert.Equal((int)answer["passages"]!, (int)(await server.GetAsync((string)answer["url"]!))["totalHits"]!);
        foreach (var year in answer["hits"]!.AsArray())
        {
            var url = (string)year!["url"]!;
            Assert.Equal((int)year["passages"]!, (int)(await server.GetAsync(url))["totalHits"]!);
            Assert.Equal((int)year["reports"]!, (int)(await server.GetAsync(url + "&collapse=report"))["totalHits"]!);
            Assert.Equal((int)year["units"]!, (int)(await server.GetAsync(url + "&collapse=unit"))["totalHits"]!);
        }

        Assert.NotEmpty(answer["unitTypes"]!.AsArray());
        foreach (var type in answer["unitTypes"]!.AsArray())
            Assert.Equal((int)type!["reports"]!, (int)(await server.GetAsync((string)type["url"]! + "&collapse=report"))["totalHits"]!);
        Assert.Contains(wording, (string)(await server.GetAsync((string)answer["url"]!))["hits"]![0]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_has_a_row_for_each_year() => Assert.Equal(
        4, (await server.Client.GetStringAsync("/api/v1/trends?q=学习&format=csv"))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

    [Fact]
    public async Task A_draft_of_living_wordings_has_none_that_is_retired()
    {
        using var response = await server.Client.PostAsJsonAsync("/api/v1/trends/retired", new { text = "学习形式单一。" });
        Assert.Equal(0, (int)(await response.Content.ReadFromJsonAsync<JsonNode>())!["totalHits"]!);
        using var empty = await server.Client.PostAsJsonAsync("/api/v1/trends/retired", new { text = "" });
        Assert.Equal(400, (int)empty.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/trends?q=学")]
    [InlineData("/api/v1/trends")]
    [InlineData("/api/v1/trends?q=学习&colour=red")]
    [InlineData("/api/v1/trends/passages?q=")]
    public async Task What_is_no_wording_is_a_400(string address)
    {
        using var response = await server.Client.GetAsync(address);
        Assert.Equal(400, (int)response.StatusCode);
    }
}
