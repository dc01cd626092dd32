using System.Net;
using System.Text.Json.Nodes;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Topics;

public sealed class TopicApiTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task The_facet_counts_what_a_scan_finds_and_each_value_finds_just_that()
    {
        var everything = await server.GetAsync("/api/v1/search?fold=none&hitsPerPage=100&facets=topic");
        var hits = everything["hits"]!.AsArray();
        Assert.Equal((int)everything["totalHits"]!, hits.Count);
        var scan = hits.GroupBy(hit => (string?)hit!["topic"] ?? "不明").ToDictionary(topic => topic.Key, topic => topic.Count());
        var facet = everything["facetDistribution"]!["topic"]!.AsObject();
        Assert.Equal(
            scan.OrderBy(one => one.Key, StringComparer.Ordinal),
            facet.Select(one => KeyValuePair.Create(one.Key, (int)one.Value!)).OrderBy(one => one.Key, StringComparer.Ordinal));
        Assert.True(scan.Count > 3);
        foreach (var (topic, count) in scan)
        {
            Assert.Equal(count, await CountAsync("fold=none&topic=" + Uri.EscapeDataString(topic)));
            Assert.Equal(count, await CountAsync("fold=none&q=" + Uri.EscapeDataString("主题:" + topic)));
        }
    }

    [Fact]
    public async Task A_hit_gives_the_words_that_prove_its_topic()
    {
        var hit = (await server.GetAsync("/api/v1/search?q=学位供给&matchingStrategy=all"))["hits"]![0]!;
        Assert.Equal("教育", (string?)hit["topic"]);
        Assert.Equal(["学位", "学校"], Words(hit["topicEvidence"]!));
        var report = await server.GetAsync("/api/v1/reports/" + (string)hit["reportId"]!);
        var passage = report["sections"]!.AsArray().SelectMany(section => section!["passages"]!.AsArray())
            .Single(passage => (string)passage!["id"]! == (string)hit["id"]!);
        Assert.Equal(("教育", "学位"), ((string)passage!["topic"]!["name"]!, Words(passage["topic"]!["evidence"]!)[0]));
    }

    [Fact]
    public async Task Topics_have_other_names_and_mean_or_among_themselves()
    {
        var (党建, 治理) = (await CountAsync("fold=none&topic=党建"), await CountAsync("fold=none&topic=基层治理"));
        Assert.True(党建 > 0 && 治理 > 0);
        Assert.Equal(治理, await CountAsync("fold=none&topic=社会治理"));
        Assert.Equal(党建 + 治理, await CountAsync("fold=none&topic=党建&topic=基层治理"));
        Assert.Equal(党建 + 治理, await CountAsync("fold=none&q=" + Uri.EscapeDataString("主题:(党建 OR 社会治理)")));
        Assert.Equal(0, await CountAsync("fold=none&topic=党建&q=" + Uri.EscapeDataString("-主题:党建")));
    }

    [Fact]
    public async Task A_topic_that_there_is_not_is_refused_with_those_that_there_are()
    {
        using var answer = await server.Client.GetAsync("/api/v1/search?topic=" + Uri.EscapeDataString("组织生活"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("乡村振兴", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/reports?")]
    [InlineData("/api/v1/facets/unit?")]
    public async Task Lists_take_the_topic_as_a_filter(string address)
    {
        var (all, some) = (await server.GetAsync(address), await server.GetAsync(address + "topic=教育"));
        Assert.InRange((int)some["totalHits"]!, 1, (int)all["totalHits"]! - 1);
    }

    [Fact]
    public async Task Look_ups_take_the_topic_as_a_filter_of_passages()
    {
        var problems = await server.GetAsync("/api/v1/problems?topic=教育");
        Assert.InRange((int)problems["totalHits"]!, 1, (int)(await server.GetAsync("/api/v1/problems"))["totalHits"]! - 1);
        foreach (var problem in problems["hits"]!.AsArray())
        {
            var items = (await server.GetAsync((string)problem!["url"]!))["hits"]!.AsArray();
            Assert.Equal((int)problem["items"]!, items.Count);
            Assert.All(items, item => Assert.Equal("教育", (string?)item!["topic"]));
        }
    }

    [Fact]
    public async Task The_topic_is_exported()
    {
        var lines = (await server.Client.GetStringAsync("/api/v1/search?format=csv&q=学位供给&matchingStrategy=all")).Split("\r\n");
        Assert.Contains(",来源,主题,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",教育,", lines[1], StringComparison.Ordinal);
    }

    private static string[] Words(JsonNode words) => [.. words.AsArray().Select(word => (string)word!)];

    private async Task<int> CountAsync(string query) => (int)(await server.GetAsync("/api/v1/search?" + query))["totalHits"]!;
}
