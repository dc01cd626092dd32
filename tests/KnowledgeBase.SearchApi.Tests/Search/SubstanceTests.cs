using System.Globalization;
using System.Net;
using KnowledgeBase.Lookups.Substance;
using KnowledgeBase.SearchApi.Tests.Api;

namespace KnowledgeBase.SearchApi.Tests.Search;

public sealed class SubstanceTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Zero_is_the_plain_order_and_pages_together_have_every_hit_once()
    {
        var plain = await Ids("/api/v1/search?q=&hitsPerPage=100");
        Assert.Equal(plain, await Ids("/api/v1/search?q=&hitsPerPage=100&substance=0"));
        var all = await Ids("/api/v1/search?q=&hitsPerPage=100&substance=0.6");
        Assert.Equal(plain.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
        var pages = new List<string>();
        for (var page = 1; pages.Count < plain.Count; page++)
            pages.AddRange(await Ids($"/api/v1/search?q=&hitsPerPage=5&page={page}&substance=0.6"));
        Assert.Equal(plain.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_passage_of_more_substance_once_before_another_stays_before_it()
    {
        var before = new HashSet<(string, string)>();
        for (var step = 0; step <= 10; step++)
        {
            var wanted = (step / 10.0).ToString(CultureInfo.InvariantCulture);
            var hits = (await server.GetAsync($"/api/v1/search?q=学习&hitsPerPage=100&substance={wanted}"))["hits"]!.AsArray();
            var scored = hits.Select(hit => (Id: (string)hit!["id"]!, Score: SubstanceScore.Of((string)hit["text"]!))).ToList();
            foreach (var (left, right) in before)
                Assert.True(
                    scored.FindIndex(hit => hit.Id == left) < scored.FindIndex(hit => hit.Id == right), $"{left} {right} at {wanted}");
            for (var i = 0; i < scored.Count; i++)
                foreach (var other in scored.Skip(i + 1).Where(other => other.Score < scored[i].Score))
                    before.Add((scored[i].Id, other.Id));
        }

        Assert.NotEmpty(before);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("a")]
    public async Task What_is_no_share_is_refused(string value)
    {
        using var response = await server.Client.GetAsync($"/api/v1/search?q=&substance={value}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<List<string>> Ids(string address) =>
        [.. (await server.GetAsync(address))["hits"]!.AsArray().Select(hit => (string)hit!["id"]!)];
}
