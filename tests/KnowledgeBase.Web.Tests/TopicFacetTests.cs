using System.Net;
using System.Text.RegularExpressions;

namespace KnowledgeBase.Web.Tests;

/// <summary>Topics among the facets of the search page, without scripts.</summary>
public sealed partial class TopicFacetTests(HostProcess host)
{
    [Fact]
    public async Task A_ticked_topic_is_a_chip_and_every_passage_shows_it_with_its_evidence()
    {
        var all = await PageAsync("/?q=党支部");
        Assert.Matches("""name="topic"[^>]*value="党建"|value="党建"[^>]*name="topic" """.TrimEnd(), all);
        var page = await PageAsync("/?q=党支部&topic=党建");
        Assert.Contains("主题：党建", page, StringComparison.Ordinal);
        var shown = Topic().Matches(page).Select(match => match.Groups[2].Value).ToList();
        Assert.NotEmpty(shown);
        Assert.All(shown, topic => Assert.Equal("主题 党建", topic));
        Assert.All(Topic().Matches(page), match => Assert.StartsWith("依据：", match.Groups[1].Value, StringComparison.Ordinal));
    }

    [GeneratedRegex("<li class=\"topic\" title=\"([^\"]*)\">([^<]*)</li>")]
    private static partial Regex Topic();

    private async Task<string> PageAsync(string address) =>
        WebUtility.HtmlDecode(await host.Client.GetStringAsync(new Uri(address, UriKind.Relative)));
}
