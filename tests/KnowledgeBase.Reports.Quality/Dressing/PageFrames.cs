using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AngleSharp.Html.Parser;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>Saved pages around a text: six of our own writing and four that browsers saved from government sites.</summary>
internal static class PageFrames
{
    public static readonly string[] Dev = ["forum-page", "wechat-page", "reader-page", "page1", "page3"];
    public static readonly string[] Held = ["portal-page", "blog-page", "mobile-page", "page2", "page4"];

    private const string TitleSlot = "@@TITLE@@";
    private const string BodySlot = "@@BODY@@";
    private const string PlaceSlot = "@@PLACE@@";
    private static readonly string[] RealPlaces = ["万载县", "万载县", "宜春市", "江西省"];
    private static readonly ConcurrentDictionary<string, string?> Real = new();

    /// <summary>Whether a frame is at hand: the real ones lie in the bench folder's pages/.</summary>
    public static bool Exists(string frame, string? bench) => !IsReal(frame) || Template(frame, bench) is not null;

    public static bool IsReal(string frame) => frame.StartsWith("page", StringComparison.Ordinal);

    public static byte[] Of(string frame, CleanText text, IReadOnlyList<DressedLine> lines, string? bench, Random random)
    {
        var title = lines.First(line => line.Role == LineRole.Title);
        var before = lines.TakeWhile(line => line != title).ToList();
        var own = lines.SkipWhile(line => line != title).Skip(1).ToList();
        var body = Paragraphs(before) + Paragraphs(own);
        var page = IsReal(frame) ? Template(frame, bench)! : Own(frame, random);
        return Encoding.UTF8.GetBytes(page
            .Replace(PlaceSlot, WebUtility.HtmlEncode(text.Place), StringComparison.Ordinal)
            .Replace("@@H1@@", Inline(title), StringComparison.Ordinal)
            .Replace("@@UNIT@@", WebUtility.HtmlEncode(text.Unit), StringComparison.Ordinal)
            .Replace(TitleSlot, WebUtility.HtmlEncode(text.Title), StringComparison.Ordinal)
            .Replace(BodySlot, body, StringComparison.Ordinal));
    }

    /// <summary>Paragraphs, tables, and a planted mark now and then in a span that no reader sees.</summary>
    private static string Paragraphs(IReadOnlyList<DressedLine> lines)
    {
        var html = new StringBuilder();
        var inTable = false;
        foreach (var line in lines)
        {
            var isRow = line.Role == LineRole.Row;
            if (isRow != inTable)
                html.Append(isRow ? "<table border=\"1\"><tbody>" : "</tbody></table>");
            inTable = isRow;
            html.Append(isRow
                ? $"<tr>{string.Concat(line.Text.Split('\t').Select(cell => $"<td><p>{WebUtility.HtmlEncode(cell)}</p></td>"))}</tr>\n"
                : $"<p style=\"text-indent:2em\">{Inline(line)}</p>\n");
        }

        return html.Append(inTable ? "</tbody></table>" : "").ToString();
    }

    private static string Inline(DressedLine line) => string.Concat(line.Runs.Select(run => run.Origin == Origin.Mark && run.Mark % 3 == 1
        ? $"<span style=\"font-size:0;display:none\">{WebUtility.HtmlEncode(run.Text)}</span>"
        : WebUtility.HtmlEncode(run.Text)));

    private static string Own(string frame, Random random)
    {
        var number = random.Next(1000, 9999);
        return frame switch
        {
            "forum-page" => $"""
                <!DOCTYPE html><html><head><meta charset="utf-8"><title>{TitleSlot} - 述职总结 - 机关文稿交流 - Powered by Discuz!</title></head><body>
                <div id="toptb"><a href="forum.php">设为首页</a> <a href="#">收藏本站</a> <a>切换到窄版</a></div>
                <div id="hd"><ul><li><a>论坛</a></li><li><a>导读</a></li><li><a>排行榜</a></li><li><a>{PlaceSlot}版</a></li></ul></div>
                <div id="pt" class="bm cl"><a>首页</a> › <a>论坛</a> › <a>{PlaceSlot}</a> › <a>述职总结</a> › <a>{TitleSlot}</a></div>
                <div id="postlist"><table><tr><td class="pls">查看: {number} | 回复: 8</td><td class="plc"><h1 class="ts"><a>[总结]</a> <span id="thread_subject">@@H1@@</span></h1></td></tr></table>
                <div id="post_1"><table><tr><td class="pls"><div class="authi"><a>小小笔杆</a></div><p>主题 12 | 帖子 340 | 积分 1288</p><em>金牌会员</em></td><td class="plc"><div class="pi"><em>发表于 2023-11-20 08:12</em> | <a>只看该作者</a> | <a>倒序浏览</a></div>
                <div class="pct"><div class="t_f" id="postmessage_1">{BodySlot}</div></div></td></tr></table></div>
                <div class="pob"><a>回复</a> <a>举报</a></div></div><div id="f_pst">您需要登录后才可以回帖 <a>登录</a> | <a>立即注册</a></div>
                <div id="ft">Powered by <a>Discuz!</a> X3.4 © 2001-2023 GMT+8, 2023-12-1 10:2{number % 10}</div></body></html>
                """,
            "wechat-page" => $"""
                <!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{TitleSlot}"><title></title></head><body id="activity-detail">
                <div class="rich_media"><div class="rich_media_inner"><div id="page-content"><h1 class="rich_media_title" id="activity-name">@@H1@@</h1>
                <div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="rich_media_meta icon_appmsg_tag">原创</span> <span class="rich_media_meta rich_media_meta_text">@@UNIT@@</span> <a id="js_name">{PlaceSlot}发布</a> <em id="publish_time">2024-01-15 18:30</em> <em id="js_ip_wording">发表于{PlaceSlot}</em></div>
                <div class="rich_media_content" id="js_content" style="visibility: visible;"><section><section>{BodySlot}</section></section></div>
                <div class="rich_media_tool"><span>阅读 {number}</span><span>赞 36</span><span>在看 12</span></div></div></div>
                <div id="js_pc_qr_code"><p>微信扫一扫<br>关注该公众号</p></div></div></body></html>
                """,
            "reader-page" => $"""
                <html><head><meta charset="utf-8"><title>{TitleSlot} - 文档在线阅读</title></head><body><div class="header"><a>首页</a><a>会员中心</a><a>VIP特权</a><input value="搜索文档"></div>
                <div class="crumb"><a>全部分类</a>&gt;<a>办公文档</a>&gt;<a>述职报告</a></div><div class="doc-info"><h1 class="doc-title">@@H1@@</h1><span>{number}人阅读</span><span>6页</span><span>5积分</span><a class="btn">下载文档</a></div>
                <div class="reader-container"><div class="reader-page" data-page="1"><div class="reader-txt-layer">{BodySlot}</div></div></div>
                <div class="doc-side"><h3>相关文档</h3><ul><li><a>2023年度{PlaceSlot}民主生活会对照检查材料</a></li><li><a>党委书记抓党建述职报告（精选5篇）</a></li></ul></div>
                <div class="footer">关于我们 | 版权声明 | 常见问题 | 意见反馈<br>© 2023 京ICP证{number}号</div></body></html>
                """,
            "portal-page" => $"""
                <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="{PlaceSlot}人民政府"><meta name="ArticleTitle" content="{TitleSlot}"><title>{TitleSlot}-{PlaceSlot}人民政府门户网站</title></head><body>
                <div class="top"><a>无障碍浏览</a><a>长者版</a><a>繁體</a><a>移动端</a></div><div class="logo">{PlaceSlot}人民政府</div>
                <div class="menu"><ul><li><a>走进{PlaceSlot}</a></li><li><a>政务要闻</a></li><li><a>信息公开</a></li><li><a>办事服务</a></li><li><a>互动交流</a></li><li><a>数据开放</a></li></ul></div>
                <div class="position">当前位置：<a>首页</a> &gt; <a>信息公开</a> &gt; <a>法定主动公开内容</a> &gt; <a>政府工作报告</a></div>
                <div class="xl_main"><div class="xl_tit">@@H1@@</div><div class="xl_ly"><span>发布日期：2024-02-0{number % 9 + 1} 08:30</span><span>信息来源：@@UNIT@@</span><span>浏览量：{number}</span><span>字体：<a>大</a> <a>中</a> <a>小</a></span></div>
                <div class="view TRS_UEDITOR trs_paper_default"><div class="TRS_Editor">{BodySlot}</div></div>
                <div class="xl_print"><a>【打印】</a><a>【关闭】</a></div><div class="xl_share">分享：<a>微信</a><a>微博</a></div></div>
                <div class="links"><select><option>各省政府网站</option></select><a>{PlaceSlot}教育局</a><a>{PlaceSlot}审计局</a></div>
                <div class="foot">主办单位：{PlaceSlot}人民政府办公室 技术支持：{PlaceSlot}大数据中心<br>政府网站标识码：{number}220001 备案号：ICP备{number}号</div></body></html>
                """,
            "blog-page" => $"""
                <html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{TitleSlot}_工作总结_范文大全</title></head><body>
                <div class="nav"><a href="/">主页</a> | <a>述职报告</a> | <a>工作总结</a> | <a>心得体会</a> | <a>演讲稿</a></div><div class="place"><strong>当前位置:</strong> <a>主页</a> > <a>工作总结</a> > </div>
                <div class="viewbox"><div class="title"><h2>@@H1@@</h2></div><div class="info"><small>时间:</small>2023-12-18 14:20<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small> {number}次</div>
                <div class="content"><table width='100%'><tr><td>{BodySlot}</td></tr></table></div><div class="dede_pages"><ul class="pagelist"></ul></div>
                <div class="handle"><a>顶一下</a>(0) <a>踩一下</a>(0)</div><div class="context"><ul><li>上一篇：<a>{PlaceSlot}2023年民生实事完成情况</a></li><li>下一篇：没有了</li></ul></div></div>
                <div class="hot"><h3>推荐内容</h3><ul><li><a>党支部书记述职报告范文</a></li><li><a>@@UNIT@@年终总结</a></li></ul></div><div class="copyright">Copyright &copy; 2010-2023 范文大全 版权所有</div></body></html>
                """,
            _ => $"""
                <!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{TitleSlot}</title></head><body><header><a>‹ 返回</a><span>{PlaceSlot}日报</span><a>打开APP</a></header>
                <main><article><header><h1>@@H1@@</h1><p class="source"><span>{PlaceSlot}日报</span> <time>01-2{number % 9} 07:41</time> <span>{PlaceSlot}</span> <button>+关注</button></p></header>
                <div class="article-body">{BodySlot}</div></article><p class="tip">打开APP，查看更多精彩内容</p><section class="hot"><h2>热门评论</h2><p>暂无评论，快来抢沙发</p></section>
                <section class="rec"><h2>为你推荐</h2><ul><li><a>{PlaceSlot}今年将新建一批学校</a></li><li><a>最新公布！@@UNIT@@人事任免</a></li></ul></section></main><footer>特别声明：以上内容仅代表作者本人观点</footer></body></html>
                """,
        };
    }

    /// <summary>A real page whose title and body are slots, and whose place is the text's own wherever its furniture names it.</summary>
    private static string? Template(string frame, string? bench) => Real.GetOrAdd(frame, name =>
    {
        var file = bench is null ? "" : Path.Combine(bench, "pages", name + ".html");
        if (!File.Exists(file))
            return null;
        var page = new HtmlParser().ParseDocument(File.ReadAllText(file));
        var heading = page.QuerySelector("h1.article-title")!;
        var title = heading.TextContent.Trim();
        page.QuerySelector("#zoomcon")!.TextContent = BodySlot;
        heading.TextContent = "@@H1@@";
        var html = page.DocumentElement.OuterHtml;
        return html.Replace(title, TitleSlot, StringComparison.Ordinal)
            .Replace(RealPlaces[name[^1] - '1'], PlaceSlot, StringComparison.Ordinal);
    });
}
