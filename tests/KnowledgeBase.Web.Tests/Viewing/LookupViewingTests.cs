using KnowledgeBase.SearchApi.LeftOvers;
using KnowledgeBase.Web.Viewing;

namespace KnowledgeBase.Web.Tests.Viewing;

/// <summary>From what look-ups answer to what pages show.</summary>
public sealed class LookupViewingTests
{
    [Theory]
    [InlineData("/api/v1/problems/a1/items", "/problems/a1")]
    [InlineData("/api/v1/problems/a1/items?year=2023&collapse=report", "/problems/a1?year=2023&collapse=report")]
    [InlineData("/api/v1/headings/passages?heading=x", "/headings/passages?heading=x")]
    [InlineData("/api/v1/patterns?q=/items", "/patterns?q=/items")]
    public void What_the_api_lists_is_listed_by_a_page(string api, string page) => Assert.Equal(page, LookupWords.Page(api));

    [Fact]
    public void A_marked_draft_has_every_character_once_and_in_order_whatever_the_spans()
    {
        const string Draft = "2022年，清河县审计局抓实工作。";
        LeftOverHit[] spans =
        [
            new("清河县审计局", "unit", 6, 6, []), new("2022年", "year", 0, 5, []), new("县审", "place", 8, 2, []),
            new("", "title", 3, 0, []), new("beyond", "title", 15, 90, []),
        ];
        var pieces = DraftPieces.Cut(Draft, spans).ToList();
        Assert.Equal(Draft, string.Concat(pieces.Select(piece => piece.Text)));
        Assert.Equal(["2022年", "清河县审计局"], pieces.Where(piece => piece.Kind != "own").Select(piece => piece.Text));
        Assert.Equal([1, 0], pieces.Where(piece => piece.Kind != "own").Select(piece => piece.Sentence));
    }

    [Theory]
    [InlineData("", 0, false)]
    [InlineData(" \n　\n", 0, false)]
    [InlineData("一\r\n\n 二 ", 2, true)]
    public void A_pasted_list_is_its_lines_without_blanks(string text, int lines, bool right)
    {
        var (found, wrong) = PastedText.Lines(text);
        Assert.Equal(lines, found.Count);
        Assert.Equal(right, wrong is null);
    }
}
