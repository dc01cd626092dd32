using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Lines of the page around an article: 上一篇, 责任编辑, 版权声明, 浏览次数, 当前位置; of a forum: 发表于, 只看该作者.</summary>
internal sealed class PageLinks : CleaningRule
{
    private const int Longest = 80;

    private static readonly Regex Alone = DataFile.Expression(DataFile.Lines("page-lines.txt"));

    private static readonly Regex Related =
        new(@"^[|【\[]?(?:相关|推荐|热门|最新|精彩|更多|猜你)(?:阅读|文章|推荐|内容|喜欢|资料|材料|范文|链接|信息)+[】\]:]?$",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Label = new(
        @"(?:发布时间|发布日期|发表时间|更新时间|日期|时间|来源|作者|编辑|浏览|点击|阅读|字号|字体|打印|关闭|收藏|分享|评论|回复|举报|点赞|网站首页|首页|关于我们|联系我们|页面纠错|版权声明|网站地图|广告服务|免责声明|加入我们|"
            + @"友情链接|登录|注册)(?:次数|量|数)?[:|>/\[\]【]",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override string Name => "page-link";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        var amongRelated = false;
        foreach (var line in draft.Lines)
        {
            var folded = line.Folded.Text;
            if (folded.Length == 0)
                continue;

            // Titles of other papers, under 「相关阅读」.
            amongRelated = Related.IsMatch(folded)
                || (amongRelated && folded.Length <= 40 && !LineShape.IsBody(folded) && !LineShape.IsOfficial(folded));
            if (amongRelated)
            {
                draft.RemoveLine(line, Name, "a line of the page around the text");
                continue;
            }

            if (folded.Length is > 1 and <= Longest && !folded.Contains('。', StringComparison.Ordinal)
                && (Alone.IsMatch(folded) || Labels(folded) >= 3 || IsSeparator(folded))
                && !(context.Document.Format == "pdf" && IsSeparator(folded) && !draft.IsAtPageEdge(line)))
                draft.RemoveLine(line, Name, "a line of the page around the text");
        }
    }

    /// <summary>A line of dashes, stars or dots.</summary>
    private static bool IsSeparator(string folded)
    {
        foreach (var c in folded)
            if (!"-—–―_=*~·.•+#|/\\".Contains(c, StringComparison.Ordinal))
                return false;

        return folded.Length >= 3;
    }

    private static int Labels(string folded)
    {
        var count = 0;
        foreach (var _ in Label.EnumerateMatches(folded))
            count++;

        return count;
    }
}
