using KnowledgeBase.Reports.Formats;
using KnowledgeBase.Reports.Formats.Converters;

namespace KnowledgeBase.Reports.Tests.Formats;

public sealed class PdfWatermarkTests
{
    private const string Body = "全年一般公共预算收入完成三十二亿元，比上年增长百分之六。";

    [Fact]
    public void A_slope_of_characters_that_comes_again_on_each_page_is_a_watermark() =>
        Assert.Equal(["墨", "池", "文", "库", "墨", "池", "文", "库"], Marked(Page(0, slope: 60), Page(1, slope: 60)));

    [Fact]
    public void A_slope_of_characters_across_lines_of_text_is_a_watermark() =>
        Assert.Equal(["墨", "池", "文", "库"], Marked(Page(0, slope: 60)));

    [Fact]
    public void A_slanting_head_of_a_table_below_the_text_stays() => Assert.Empty(Marked(Page(0, slope: 400)));

    [Fact]
    public void Characters_below_each_other_and_in_a_row_stay() =>
        Assert.Empty(Marked(
            [.. Enumerable.Range(0, 6).Select(i => Line(0, 100, 60 + (20 * i), 12, "是")), Line(0, 90, 55, 300, Body)],
            [.. Enumerable.Range(0, 6).Select(i => Line(1, 100, 60 + (20 * i), 12, "是")), Line(1, 90, 55, 300, Body)]));

    [Fact]
    public void What_runs_up_the_margin_of_each_page_is_foreign_and_a_page_whose_text_does_is_not()
    {
        (string, LinePlace)[] margin = [Upright(0, 10), Upright(1, 10), Line(0, 90, 55, 300, Body), Line(1, 90, 55, 300, Body)];
        Assert.Equal(["墨池文库资料", "墨池文库资料"], Marked(margin[..1].Append(margin[2]).ToArray(), [margin[1], margin[3]]));
        Assert.Empty(Marked([Upright(0, 10), Upright(0, 40)], [Upright(1, 10), Upright(1, 40)]));
    }

    private static (string, LinePlace)[] Page(int page, int slope) =>
        [.. Enumerable.Range(0, 10).Select(i => Line(page, 90, 60 + (18 * i), 400, Body)),
            .. "墨池文库".Select((c, i) => Line(page, 120 + (35 * i), slope + (25 * i), 30, c.ToString()))];

    private static (string, LinePlace) Line(int page, double left, double top, double width, string text) =>
        (text, new(0, page, 595, left, top, left + width, top + 14, 12, 12, 0));

    private static (string, LinePlace) Upright(int page, double left) =>
        ("墨池文库资料", new(0, page, 595, left, 100, left + 12, 180, 12, 12, 0));

    private static List<string> Marked(params (string Text, LinePlace Place)[][] pages)
    {
        var text = string.Join('\f', pages.Select(page => string.Concat(page.Select(line => line.Text + "\n"))));
        var places = new List<LinePlace>();
        var start = 0;
        foreach (var page in pages)
        {
            foreach (var (line, place) in page)
            {
                places.Add(place with { Start = start });
                start += line.Length + 1;
            }

            start++;
        }

        return [.. PdfWatermarks.Of(text, places).Select(mark => text.Substring(mark.Start, mark.Length).Trim())];
    }
}
