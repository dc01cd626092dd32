using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Patterns;

public sealed class PatternApiTests(ApiServer server) : IClassFixture<ApiServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await CollectionReady.WaitAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Occurrences_mark_fillers_apart_and_every_count_is_what_its_link_lists()
    {
        var answer = await server.GetAsync("/api/v1/patterns?q=抓*强*");
        var hit = answer["hits"]![0]!;
        Assert.Equal("青溪县审计局", (string)hit["passage"]!["unit"]!);
        foreach (var part in hit["fillers"]!.AsArray())
            Assert.Equal((string)part!["text"]!, ((string)hit["text"]!).Substring((int)part["start"]!, (int)part["length"]!));
        var passage = await server.GetAsync($"/api/v1/passages/{hit["passage"]!["id"]}");
        Assert.Equal((string)hit["text"]!, ((string)passage["text"]!).Substring((int)hit["start"]!, ((string)hit["text"]!).Length));
    }

    [Theory]
    [InlineData("q=学习*", "text")]
    [InlineData("q=*不*", "text")]
    [InlineData("q=*单一", "headings")]
    [InlineData("q=*不*&unitType=审计", "headings")]
    public async Task Counts_are_what_their_links_list(string query, string place)
    {
        var answer = await server.GetAsync($"/api/v1/patterns?{query}&in={place}&hitsPerPage=100");
        var total = (int)answer["totalHits"]!;
        Assert.True(total > 0 && total == answer["hits"]!.AsArray().Count);
        foreach (var count in answer["fillers"]!.AsArray().SelectMany(gap => gap!.AsArray()))
            Assert.Equal((int)count!["count"]!, (int)(await server.GetAsync((string)count["url"]!))["totalHits"]!);
        var fillings = (await server.GetAsync($"/api/v1/patterns/fillings?{query}&in={place}&hitsPerPage=100"))["hits"]!.AsArray();
        Assert.Equal(total, fillings.Sum(filling => (int)filling!["count"]!));
        foreach (var filling in fillings)
        {
            var list = await server.GetAsync((string)filling!["url"]!);
            Assert.Equal(
                ((int)filling["count"]!, (int)filling["reports"]!, (int)filling["units"]!),
                ((int)list["totalHits"]!, (int)list["reports"]!, (int)list["units"]!));
        }
    }

    [Fact]
    public async Task A_table_has_a_row_for_each_occurrence()
    {
        var total = (int)(await server.GetAsync("/api/v1/patterns?q=学习*"))["totalHits"]!;
        var csv = await server.Client.GetStringAsync("/api/v1/patterns?q=学习*&format=csv");
        Assert.Equal(total + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("q=学习")]
    [InlineData("q=")]
    [InlineData("q=**")]
    [InlineData("q=以*促*&gap=0")]
    [InlineData("q=以*促*&filler=学")]
    [InlineData("q=以*促*&filler=3:学")]
    [InlineData("q=以*促*&in=title")]
    [InlineData("q=以*促*&colour=red")]
    public async Task What_is_no_pattern_is_a_400(string query)
    {
        foreach (var address in (string[])["/api/v1/patterns?", "/api/v1/patterns/fillings?"])
        {
            using var response = await server.Client.GetAsync(address + query);
            Assert.Equal(400, (int)response.StatusCode);
            Assert.Equal("invalid_parameter", (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["code"]);
        }
    }
}
