using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Tasks;
using KnowledgeBase.Web.Viewing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace KnowledgeBase.Web.Tests.Viewing;

public sealed class ViewingTests
{
    [Fact]
    public void Cut_pieces_together_are_the_text_and_the_marked_ones_are_the_matches()
    {
        var pieces = TextPiece.Cut("学习形式单一，学习", [new MatchPosition(0, 2), new MatchPosition(7, 2)]).ToList();
        Assert.Equal("学习形式单一，学习", string.Concat(pieces.Select(piece => piece.Text)));
        Assert.Equal(["学习", "学习"], pieces.Where(piece => piece.IsMarked).Select(piece => piece.Text));
    }

    [Fact]
    public void An_address_changes_one_thing_and_keeps_the_rest_but_the_page()
    {
        var address = new PageAddress(new QueryCollection(new Dictionary<string, StringValues>
        {
            ["q"] = "学习",
            ["section"] = new StringValues(["存在问题", "原因分析"]),
            ["page"] = "3",
        }));
        Assert.Equal("/?q=%E5%AD%A6%E4%B9%A0&section=%E5%8E%9F%E5%9B%A0%E5%88%86%E6%9E%90", address.Without("section", "存在问题"));
        Assert.Contains("page=4", address.AtPage(4), StringComparison.Ordinal);
        Assert.DoesNotContain("page", address.AtPage(1), StringComparison.Ordinal);
        Assert.Equal(
            "/?section=%E5%AD%98%E5%9C%A8%E9%97%AE%E9%A2%98&section=%E5%8E%9F%E5%9B%A0%E5%88%86%E6%9E%90", address.WithoutAll("q"));
    }

    [Fact]
    public void Years_are_listed_from_the_newest_with_the_unknown_last()
    {
        var counts = new Dictionary<string, long> { ["不明"] = 9, ["2021"] = 5, ["2023"] = 1 };
        Assert.Equal(["2023", "2021", "不明"], FacetNames.Order("year", counts).Select(value => value.Key));
    }

    [Fact]
    public void Every_reason_for_a_pause_has_a_sentence_of_its_own_in_the_language_of_the_page()
    {
        string[] codes =
        [
            PauseReason.IndexLocked, PauseReason.IndexDamaged, PauseReason.DiskRefused, PauseReason.CorpusMissing, PauseReason.Failed,
        ];
        Assert.Equal(codes.Length, codes.Select(PlainWords.Pause).Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, code => Assert.Contains('。', PlainWords.Pause(code)));
    }
}
