using System.Text;
using static KnowledgeBase.Reports.Tests.Formats.RawFile;

namespace KnowledgeBase.Reports.Tests.Formats;

public class PageTests
{
    private const string Opening = "一年来，青石镇党委始终坚持把基层治理摆在突出位置，扎实推进各项工作，现将有关情况报告如下。";
    private const string Work = "（一）抓实网格管理。全镇划分网格四十二个，配备网格员八十四名，办结群众诉求一千三百余件，群众满意率明显提高。";
    private const string Problem = "（一）力量配备不足。个别村网格员身兼数职，日常走访流于形式，发现问题的能力还需要进一步提高。";
    private static readonly string[] Lines = [Opening, "一、主要工作", Work, "二、存在问题", Problem];

    private static string Paragraphs => string.Concat(Lines.Select(l => $"<p>{l}</p>\n"));

    private static string Article => string.Join('\n', Lines);

    [Fact]
    public void The_article_is_found_among_the_parts_of_a_site()
    {
        var document = Read(Page($"""
            <div class="topnav"><a href="/">首页</a><a href="/a">范文</a></div>
            <div>当前位置：<a href="/">首页</a> &gt; 正文</div>
            <div class="wrap"><div class="left">
              <h1>青石镇2024年工作情况报告</h1><div class="info">来源：某某网 浏览：12次</div>
              <div class="content">{Paragraphs}<div class="share">分享到：微信</div><p>下一篇：<a href="/3">另一篇报告</a></p></div>
              <div class="relatedlist"><h3>相关推荐</h3><ul><li><a href="/4">某局2023年工作总结，已经完成的各项任务情况和下一步的打算。</a></li></ul></div>
            </div><div class="right"><h2>热门文章</h2><ol><li><a href="/9">一、十篇范文</a></li></ol></div></div>
            <div class="foot">Copyright © 2024 某某网 版权所有。本站资料来自网络，如有侵权请联系删除，我们将在第一时间处理。</div>
            """, "<title>青石镇2024年工作情况报告 - 某某网</title>"));
        Assert.Equal($"青石镇2024年工作情况报告\n{Article}", document.Body().Trim());
        Assert.Equal("青石镇2024年工作情况报告 - 某某网", document.DeclaredTitle);
        Assert.Contains("html-related-links:下一篇：另一篇报告\n", document.Pieces());
        Assert.Contains(document.Pieces(), p => p.StartsWith("html-footer:Copyright", StringComparison.Ordinal));
        Assert.Equal(["1:青石镇2024年工作情况报告"], document.MarkedHeadings());
    }

    [Fact]
    public void A_page_of_nothing_but_an_article_loses_nothing()
    {
        var document = Read(Page(Paragraphs));
        Assert.Equal((Article, 0), (document.Text, document.Boilerplate.Count));
    }

    [Theory]
    [InlineData("<div>{0}</div>")]
    [InlineData("{0}<br>")]
    [InlineData("<section class=\"part\"><p>{0}</p></section>")]
    [InlineData("<table><tr><td>{0}</td></tr></table>")]
    [InlineData("<li>{0}</li>")]
    [InlineData("<h2>{0}</h2>")]
    public void Lines_of_the_body_stay_whatever_element_they_are_in(string element)
    {
        // One long paragraph holds nearly all sentences; what stands beside it is body all the same.
        var long1 = string.Concat(Enumerable.Repeat(Work, 12));
        string[] lines = ["青石镇党委", Opening, "一、主要工作", long1, "二、存在问题", Problem, "青石镇党委", "2024年12月1日"];
        var document =
            Read(Page("<div class=\"nav\"><a href=\"/\">首页</a></div><div>"
                + string.Concat(lines.Select(l => element.Replace("{0}", l, StringComparison.Ordinal))) + "</div>"));
        Assert.Equal(string.Join('\n', lines), document.Body().Trim());
    }

    [Theory]
    [InlineData("<span style=\"display:none\">{0}</span>", "")]
    [InlineData("<span style=\"DISPLAY : none\">{0}</span>", "")]
    [InlineData("<i style=\"color:red;visibility:hidden\">{0}</i>", "")]
    [InlineData("<b hidden>{0}</b>", "")]
    [InlineData("<font style=\"font-size:0px\">{0}</font>", "")]
    [InlineData("<font style='font-size:0.1px'>{0}</font>", "")]
    [InlineData("<font color=\"#FFFFFF\">{0}</font>", "")]
    [InlineData("<span style=\"color: white\">{0}</span>", "")]
    [InlineData("<span class=\"kz\">{0}</span>", "<style>p{color:#000} .kz, .kx { display:none }</style>")]
    public void What_a_browser_does_not_show_is_furniture(string hidden, string head)
    {
        var document = Read(Page($"<p>学习形{hidden.Replace("{0}", "某某文库", StringComparison.Ordinal)}式单一。</p>", head));
        Assert.Equal("学习形式单一。", document.Body());
        Assert.Equal(["html-hidden:某某文库"], document.Pieces());
    }

    [Fact]
    public void A_style_that_holds_in_print_only_hides_nothing()
    {
        Assert.Empty(Read(Page("<p class=\"x\">正文。</p>", "<style>@media print{.x{display:none}} .y{font-size:0.9em}</style>")).Boilerplate);
    }

    [Fact]
    public void A_hidden_tag_that_nobody_closed_costs_no_body()
    {
        var document = Read(Page($"<p>关于<span style=\"display:none\">某某文库{Opening}</p><p>{Work}</p>"));
        Assert.Equal($"关于某某文库{Opening}\n{Work}", document.Body());
        Assert.Contains(document.Notes, n => n.Code == "html-hidden-open");
    }

    [Theory]
    [InlineData("<title>工作报告_某某文库</title>", "")]
    [InlineData("", "<i style=\"display:none\">某某文库</i>")]
    [InlineData("", "<span style=\"display:none\">某某文库末段另有内容。</p><p>又<span style=\"display:none\">某某文库还有一段。</p><p>")]
    public void Its_mark_goes_where_the_page_tells_it_elsewhere(string head, string elsewhere)
    {
        var document = Read(Page($"<p>关于<span style=\"display:none\">某某文库{Opening}</p><p>{elsewhere}{Work}</p>", head));
        Assert.StartsWith($"关于{Opening}", document.Body(), StringComparison.Ordinal);
        Assert.Contains("html-hidden:某某文库", document.Pieces());
    }

    [Fact]
    public void A_formatting_tag_left_open_does_not_hide_the_paragraphs_that_follow()
    {
        var document = Read(Page($"<p>开头<font style=\"display:none\">某某文库</p><p>{Opening}</p><p>{Work}</p>"));
        Assert.Contains($"{Opening}\n{Work}", document.Body(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_that_a_script_would_unfold_is_body()
    {
        var document = Read(Page($"<p>摘要</p><div style=\"display:none\">{Paragraphs}</div>"));
        Assert.Contains(Article, document.Body(), StringComparison.Ordinal);
        Assert.Contains(document.Notes, n => n.Code == "html-hidden-prose");
    }

    [Fact]
    public void A_hidden_copy_of_what_is_shown_goes()
    {
        Assert.Equal(Article, Read(Page($"{Paragraphs}<div style=\"display:none\">{Paragraphs}</div>")).Body().Trim());
    }

    [Fact]
    public void Random_signs_under_a_class_of_their_own_are_noise_and_figures_are_not()
    {
        var document = Read(Page($"<p>{Opening}<font class=\"q1\">8aK$2p;Q</font></p>"
            + $"<p>投入<b class=\"n\">12.5</b>万元，<b class=\"n\">COVID-19</b>防控、<b class=\"n\">GB/T 19001-2016</b>认证。"
            + $"<font class=\"q1\">x9#Lm2!v</font></p><p>{Work}<font class=\"q1\">;Z3k@p0R</font></p>"));
        Assert.Equal($"{Opening}\n投入12.5万元，COVID-19防控、GB/T 19001-2016认证。\n{Work}", document.Body());
        Assert.Equal(["html-noise:8aK$2p;Q", "html-noise:x9#Lm2!v", "html-noise:;Z3k@p0R"], document.Pieces());
    }

    [Fact]
    public void A_forum_page_is_its_first_post()
    {
        static string Post(string author, string text) => $"<div class=\"post\"><table><tr><td class=\"pls\">"
            + $"<div class=\"authi\">{author}</div>积分 12</td><td><div>发表于 昨天</div><table><tr><td class=\"t_f\">{text}</td></tr></table>"
            + $"</td></tr></table></div>";
        var post = string.Join("<br />\n<font class=\"jammer\">7 p! a</font>", Lines);
        var document =
            Read(Page("<div id=\"hd\"><a href=\"/\">论坛</a></div>" + Post("小王", post) + Post("小李", "感谢楼主分享，写得非常好，学习了，收藏起来慢慢看，谢谢楼主的无私奉献！")));
        Assert.Equal(Article, document.Body().Trim());
    }

    [Fact]
    public void White_space_is_as_a_browser_shows_it()
    {
        var document = Read(Page("<div>\n  <p>学习形\n  式单一，GDP\n  增长 5%。</p>\n\n<pre>甲\n  乙</pre>　　<p>　　缩进</p></div>"));
        Assert.Equal("学习形式单一，GDP 增长 5%。\n甲\n  乙\n　　\n　　缩进", document.Text);
    }

    [Fact]
    public void Scripts_styles_and_comments_are_no_text_and_entities_are_signs()
    {
        Assert.Equal(
            "甲&乙 <丙>", Read(Page("<script>var a='正文。'</script><style>.a{}</style><!-- 注释 --><p>甲&amp;乙&nbsp;&lt;丙&gt;</p>")).Text.Replace(
                '\u00A0', ' '));
    }

    [Fact]
    public void A_table_gives_rows()
    {
        Assert.Equal("序号\t问题\t措施\n1\t学习不深 不透\t每月学习", Read(Page("<table><tr><th>序号</th><th>问题</th><th>措施</th></tr><tr><td>1</td><td>"
            + "<p>学习不深</p><p>不透</p></td><td>每月学习</td></tr></table>")).Text);
    }

    [Theory]
    [InlineData("gb18030", "gb2312")]
    [InlineData("utf-8", "gb2312")]
    [InlineData("big5", "big5")]
    public void The_bytes_decide_on_the_charset_and_the_page_only_where_they_leave_it_open(string real, string declared)
    {
        const string Text = "工作中的主要任務已全部完成，人民群眾十分滿意。";
        var page = $"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={declared}\"></head><body><p>{Text}</p>"
            + $"</body></html>";
        Assert.Equal((Text, real), (Read(Bytes(real, page)).Text, Read(Bytes(real, page)).Encoding));
    }

    [Fact]
    public void A_fragment_and_a_page_in_utf16_are_pages()
    {
        Assert.Equal("html", Read(Encoding.UTF8.GetBytes("<p>甲</p><p>乙</p>")).Format);
        Assert.Equal("正文。", Read(Bytes("utf-16", "\uFEFF<html><body><p>正文。</p></body></html>")).Text);
    }

    [Theory]
    [InlineData("<p><font color=\"#fff\">一、主要工作</font></p>")]
    [InlineData("<p style=\"background:#900\">重点<span style=\"color:#fff\">一、主要工作</span></p>")]
    [InlineData("<p style=\"font-size:10px\">一、主要工作</p>")]
    [InlineData("<p>投入<span style=\"font-size:12px\">一、主要工作</span></p>")]
    public void White_on_colour_and_small_print_are_shown(string shown) => Assert.Empty(Read(Page(shown)).Boilerplate);

    [Fact]
    public void The_line_that_a_report_addresses_and_its_date_stay_though_they_stand_beside_it()
    {
        var document = Read(Page($"<div class=\"nav\"><a href=\"/\">首页</a></div><div><div>县委办公室：</div>"
            + $"<div class=\"content\">{Paragraphs}</div><div>青石镇党委<br>2024年12月1日</div><div>更新时间：2024年12月1日</div></div>"));
        Assert.Equal($"县委办公室：\n{Article}\n青石镇党委\n2024年12月1日", document.Body().Trim());
    }

    [Fact]
    public void Page_numbers_with_links_go()
    {
        Assert.Equal(["html-related-links:[1] [2] 下一页"],
            Read(Page($"<div>{Paragraphs}<div><b>[1]</b> <a href=\"2\">[2]</a> <a href=\"2\">下一页</a></div></div>")).Pieces());
    }

    [Theory]
    [InlineData("quoted-printable")]
    [InlineData("base64")]
    [InlineData("8bit")]
    public void A_page_saved_as_one_file_is_read(string transfer)
    {
        var page = Page(Paragraphs);
        var body = transfer switch
        {
            "base64" => Convert.ToBase64String(page, Base64FormattingOptions.InsertLineBreaks),
            "quoted-printable" =>
                string.Concat(
                    page.Select((b, i) => (b is > 32 and < 127 and not (byte)'=' ? ((char)b).ToString() : $"={b:X2}")
                        + (i % 60 == 59 ? "=\r\n" : ""))),
            _ => Encoding.Latin1.GetString(page),
        };
        var archive = $"From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; "
            + $"boundary=\"--bound\"\r\n\r\n----bound\r\nContent-Type: image/png\r\n\r\nxxxx\r\n"
            + $"----bound\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n{body}\r\n----bound--\r\n";
        Assert.Equal(Article, Read(Encoding.Latin1.GetBytes(archive)).Text);
    }

    [Fact]
    public void Xml_is_a_document_for_the_converter_or_nothing()
    {
        Assert.Equal("unsupported", FailureOf(Bytes("utf-8", "<?xml version=\"1.0\"?><feed><p>正文</p></feed>")));
        Assert.Equal(
            "converter-missing",
            FailureOf(Bytes("utf-8", "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>"),
                new() { OfficeConverter = null }));
        Assert.Equal(
            "html", Read(Bytes("utf-8", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html><body>正文</body></html>")).Format);
    }
}
