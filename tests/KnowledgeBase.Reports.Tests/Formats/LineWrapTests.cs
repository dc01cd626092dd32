using static KnowledgeBase.Reports.Tests.Formats.RawFile;

namespace KnowledgeBase.Reports.Tests.Formats;

public class LineWrapTests
{
    private static readonly string[] Paragraphs =
    [
        "关于青石镇二〇二四年基层治理工作情况的报告",
        "一年来，镇党委坚持把基层治理摆在突出位置，完善网格管理，畅通诉求渠道，推动各项任务落到实处，群众获得感明显增强，现将有关情况报告如下。",
        "一、主要工作",
        "（一）抓实网格管理。全镇划分网格四十二个，配备网格员八十四名，全年走访入户一万三千余次，办结群众诉求一千三百余件，办结率达到百分之九十八，群众满意率明显提高。",
        "（二）抓好矛盾化解。健全镇村两级调解组织，坚持每周排查、每月研判，全年调处各类纠纷二百一十六件，没有一件上交，没有一件激化，社会大局保持平稳。",
        "二、存在问题",
        "个别村网格员身兼数职，日常走访流于形式，发现问题、解决问题的能力还不够强；信息平台之间数据不通，重复录入较多，基层负担仍然偏重，需要在下一步工作中加以解决。",
    ];

    private static string Wrap(string paragraph, int width, string indent = "") =>
        string.Join('\n', (indent + paragraph).Chunk(width).Select(c => new string(c)));

    [Theory]
    [InlineData(30, "　　")]
    [InlineData(38, "")]
    [InlineData(24, "　　")]
    public void Wrapped_lines_become_paragraphs_again(int width, string indent)
    {
        var text = string.Join('\n', Paragraphs.Select(p => Wrap(p, width, indent)));
        var document = Read(Bytes("utf-8", text));
        Assert.Equal(text, document.Text);
        Assert.Equal(string.Join('\n', Paragraphs.Select(p => indent + p)), document.Body());
        Assert.All(document.Furniture, f => Assert.Equal("line-wrap", f.Rule));
    }

    [Fact]
    public void Paragraphs_that_stand_on_one_line_each_are_left_alone() => Assert.Empty(Read(Bytes("utf-8", string.Join('\n', Paragraphs))).Furniture);

    [Fact]
    public void A_list_of_lines_of_like_length_is_left_alone()
    {
        var list = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"{(char)('甲' + i)}同志任青石镇第{i}网格网格员，负责日常走访工作。"));
        Assert.Empty(Read(Bytes("utf-8", list)).Furniture);
    }

    [Fact]
    public void A_sentence_goes_on_over_a_page_break_and_a_page_number()
    {
        var lines = Wrap(Paragraphs[3] + Paragraphs[4] + Paragraphs[6], 30).Split('\n').ToList();
        lines.Insert(4, "- 1 -\n\f" + lines[4]);
        lines.RemoveAt(5);
        var document = Read(Bytes("utf-8", string.Join('\n', lines)));
        Assert.Contains(lines[3] + "- 1 -\n", document.Body(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_numbered_line_never_joins_the_line_before()
    {
        var text = string.Join('\n', Enumerable.Repeat("按照县委统一部署和镇党委具体安排扎实推进以下各项重点工作任务落实", 6)) + "\n（三）抓实网格管理";
        Assert.EndsWith("\n（三）抓实网格管理", Read(Bytes("utf-8", text)).Body(), StringComparison.Ordinal);
    }
}
