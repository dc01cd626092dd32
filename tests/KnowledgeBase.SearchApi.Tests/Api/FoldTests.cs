using System.Text.Json.Nodes;

namespace KnowledgeBase.SearchApi.Tests.Api;

/// <summary>A report that another unit copied a year before: each wording is one hit.</summary>
public sealed class FoldTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task A_copied_wording_is_one_hit_with_the_units_and_years_that_have_it()
    {
        await CopyAsync();
        var hit = Assert.Single((await server.GetAsync("/api/v1/search?q=学习形式单一&matchingStrategy=all"))["hits"]!.AsArray())!;
        Assert.Equal(2, (int)hit["folded"]!["count"]!);
        Assert.Equal([2022, 2023], hit["folded"]!["years"]!.AsArray().Select(year => (int)year!));
        Assert.Equal(2, hit["folded"]!["units"]!.AsArray().Count);
        Assert.Equal(2, (int)(await server.GetAsync("/api/v1/search?q=学习形式单一&matchingStrategy=all&fold=none"))["totalHits"]!);
    }

    [Fact]
    public async Task What_the_hits_stand_for_is_all_that_there_is()
    {
        await CopyAsync();
        var folded = await server.GetAsync("/api/v1/search?q=&hitsPerPage=100");
        var all = await server.GetAsync("/api/v1/search?q=&hitsPerPage=100&fold=none");
        Assert.Equal((int)folded["totalHits"]!, folded["hits"]!.AsArray().Count);
        Assert.Equal((int)all["totalHits"]!, folded["hits"]!.AsArray().Sum(hit => (int?)hit!["folded"]?["count"] ?? 1));
        Assert.InRange((int)folded["totalHits"]!, 1, (int)all["totalHits"]! - 3);
    }

    private async Task<JsonNode> CopyAsync()
    {
        var text = Samples.Files.Single(file => file.Name == "审计局.txt").Text;
        await File.WriteAllTextAsync(
            Path.Combine(server.Corpus, "副本.txt"),
            text.Replace("青溪县", "白石县", StringComparison.Ordinal).Replace("2023", "2022", StringComparison.Ordinal)
                .Replace("二十四", "12", StringComparison.Ordinal));
        return await server.UntilAsync("/api/v1/stats", stats => (int)stats["reports"]! > Samples.Reports);
    }
}
