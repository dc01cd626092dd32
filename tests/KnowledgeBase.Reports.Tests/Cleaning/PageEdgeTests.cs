using KnowledgeBase.Reports.Formats;

namespace KnowledgeBase.Reports.Tests.Cleaning;

/// <summary>In a PDF only what stands at the edge of a page is the page's: in mid-page the same words are cells of a table.</summary>
public sealed class PageEdgeTests
{
    private const string Sentence = "全年组织学习12次，参加人员360余人次，各项任务按计划完成。";

    [Theory]
    [InlineData("按月推进")]
    [InlineData("----")]
    [InlineData("3/12")]
    [InlineData("-5-")]
    public void A_cell_that_comes_again_in_mid_page_stays(string cell)
    {
        var text = Lines(
            "清河县审计局2023年度工作总结", Sentence, cell, "开展巡查", cell, "台账更新", cell, Sentence, "\f" + Sentence, cell, Sentence);
        Assert.Equal(4, Count(Read(text, "pdf"), cell));
    }

    [Theory]
    [InlineData("清河审计内网")]
    [InlineData("- 5 -")]
    public void A_line_at_the_edge_of_each_page_goes(string head)
    {
        var text = Lines(
            "清河县审计局2023年度工作总结", Sentence, "继续抓好整改落", "\f" + head, "实，" + Sentence, "继续抓好整改落", "\f" + head,
            "实，" + Sentence, "继续抓好整改落", "\f" + head, "实，" + Sentence);
        Assert.Equal(0, Count(Read(text, "pdf"), head));
    }

    private static string Read(string text, string format) => Replay.Served(new ReportReader().Read(
        "a.pdf", new RawDocument { Text = text, Format = format, Boilerplate = PageBreaks.Of(text) }));

    private static string Lines(params string[] lines) => string.Join('\n', lines);

    private static int Count(string text, string words) => text.Split(words).Length - 1;
}
