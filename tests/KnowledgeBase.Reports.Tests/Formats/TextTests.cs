using System.Text;
using static KnowledgeBase.Reports.Tests.Formats.RawFile;

namespace KnowledgeBase.Reports.Tests.Formats;

public class TextTests
{
    private const string Report = "关于柳河县水利局2024年度工作情况的报告\n一、主要工作\n（一）河道治理有序推进。全年清淤疏浚河道十二公里，群众反映的问题得到解决。\n";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_text_comes_out_as_it_was_written_whatever_it_is_encoded_in(string encoding)
    {
        var document = Read(Bytes(encoding, Report));
        Assert.Equal(Report, document.Text);
        Assert.Empty(document.Notes);
    }

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("utf-16", "utf-16le")]
    [InlineData("utf-16BE", "utf-16be")]
    [InlineData("gb18030", "gb18030")]
    public void A_mark_at_the_start_names_the_encoding_and_is_no_text(string encoding, string said)
    {
        var document = Read([.. Bytes(encoding, "\uFEFF"), .. Bytes(encoding, Report)]);
        Assert.Equal((Report, said), (document.Text, document.Encoding));
    }

    [Fact]
    public void Utf8_with_a_zero_in_it_is_read_and_the_zero_is_counted()
    {
        var text = string.Concat(Enumerable.Repeat(Report, 4));
        byte[] bytes = [.. Bytes("utf-8", text), 0, .. Bytes("utf-8", text)];
        var document = Read(bytes);
        Assert.Equal(text + '\uFFFD' + text, document.Text);
        Assert.StartsWith("1 bytes", Assert.Single(document.Notes, note => note.Code == "wrong-bytes").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void A_long_text_with_wrong_bytes_is_read_like_a_short_one(string encoding)
    {
        var text = string.Concat(Enumerable.Repeat(Report, 6000));
        var whole = Bytes(encoding, text);
        Assert.Equal(text, Read(whole).Text);
        if (encoding == "utf-16")
            return;
        byte[] damaged = [.. whole, 0xFF, .. whole];
        var document = Read(damaged);
        Assert.Equal(text + '\uFFFD' + text, document.Text);
        Assert.StartsWith("1 bytes", Assert.Single(document.Notes, note => note.Code == "wrong-bytes").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Lines_of_gb18030_inside_utf8_are_each_read_by_their_own_bytes(string end)
    {
        const string Pasted = "（二）工程建设稳步推进。新建堤防三公里，群众的出行问题得到解决。";
        byte[] bytes = [.. Bytes("utf-8", Report.Replace("\n", end, StringComparison.Ordinal)), .. Bytes("gb18030", Pasted + end),
            .. Bytes("utf-8", "二、存在问题" + end)];
        Assert.Equal(Report + Pasted + "\n二、存在问题\n", Read(bytes).Text);
    }

    [Fact]
    public void Big5_is_told_from_gb18030_though_both_could_be_read()
    {
        var traditional = "關於組織生活的情況報告\n一、主要問題\n學習形式比較單一，對新時代的要求認識不足，這是我們工作中的主要問題。\n";
        var document = Read(Bytes("big5", traditional));
        Assert.Equal((traditional, "big5"), (document.Text, document.Encoding));
    }

    [Theory]
    [InlineData("工作报告")]
    [InlineData("通知")]
    [InlineData("联通公司党委")]
    public void A_few_gb18030_characters_are_enough(string text) => Assert.Equal(text, Read(Bytes("gb18030", text)).Text);

    [Fact]
    public void Characters_of_four_bytes_and_beyond_the_basic_plane_are_read()
    {
        var text = "村民𠮷某、㐱某等三户的饮水问题得到解决，群众满意。";
        Assert.Equal(text, Read(Bytes("gb18030", text)).Text);
        Assert.Equal(text, Read(Bytes("utf-16", text)).Text);
    }

    [Theory]
    [InlineData("utf-8", 1)]
    [InlineData("gb18030", 1)]
    [InlineData("utf-16", 1)]
    public void A_text_cut_in_the_middle_of_a_character_keeps_the_rest_and_says_what_is_missing(string encoding, int cut)
    {
        var bytes = Bytes(encoding, Report.TrimEnd());
        var document = Read(bytes[..^cut]);
        Assert.StartsWith(Report.TrimEnd()[..^1], document.Text, StringComparison.Ordinal);
        Assert.EndsWith("\uFFFD", document.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('?', document.Text);
        Assert.Equal("wrong-bytes", Assert.Single(document.Notes).Code);
    }

    [Fact]
    public void A_wrong_byte_in_the_middle_is_counted_and_costs_no_other_character()
    {
        var bytes = Bytes("utf-8", Report).ToList();
        var at = Encoding.UTF8.GetByteCount("关于柳河县");
        bytes.Insert(at, 0xFF);
        var document = Read([.. bytes]);
        Assert.Equal(Report.Insert(5, "\uFFFD"), document.Text);
        Assert.StartsWith("1 bytes", Assert.Single(document.Notes).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_of_all_systems_are_one()
    {
        Assert.Equal("第一行\n第二行\n\n第三行", Read(Bytes("utf-8", "第一行\r\n第二行\r\r第三行")).Text);
    }

    [Fact]
    public void Nothing_that_is_shown_is_normalised()
    {
        const string Odd = "《意见》〔2024〕３号：“三会一课”，ＡＢＣ，①、㎡\u3000\u200B\u2060、·……";
        Assert.Equal(Odd, Read(Bytes("utf-8", Odd)).Text);
    }

    [Fact]
    public void A_sentence_about_tags_is_no_page()
    {
        const string Text = "网站改版：首页 <div> 标签清理三百处，<p>空标签清理五十处。";
        Assert.Equal(("txt", Text), (Read(Bytes("utf-8", Text)).Format, Read(Bytes("utf-8", Text)).Text));
    }

    [Theory]
    [InlineData("前\n\n\f后", "前\n后")]
    [InlineData("前\n\f\n后", "前\n后")]
    [InlineData("前\f后", "前\f后")]
    [InlineData("\f前", "前")]
    [InlineData("前\n\f\n\f后\f", "前\n后")]
    public void A_form_feed_goes_with_the_blank_lines_around_it(string text, string body) =>
        Assert.Equal(body, Read(Bytes("utf-8", text)).Body());
}
