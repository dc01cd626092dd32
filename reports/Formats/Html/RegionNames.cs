using System.Text;
using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>What page makers call the parts of a page that are not its article: words in tags, roles, classes and ids.</summary>
internal static class RegionNames
{
    /// <summary>
    /// Words that mean the part wherever they stand, and words that mean it outside the article only: a 「sign」 within may be the unit that
    /// signs.
    /// </summary>
    private static readonly (string Rule, string Reason, HashSet<string> Anywhere, HashSet<string> Outside)[] Parts =
    [
        ("html-navigation", "导航", Of("navbar navigation breadcrumb breadcrumbs crumb crumbs mianbaoxie daohang"),
            Of("nav navi menu submenu bread toolbar topbar header head top logo search login location")),
        ("html-related-links", "相关链接", Of("related relate relates relative recommend recommended recommendation prevnext prenext "
            + "pagination pager pagebar tuijian xiangguan"), Of("rec hot rank ranking similar prev next previous pages guess more list")),
        ("html-footer", "页脚", Of("footer copyright copyrights beian icp"), Of("foot bottom link links")),
        ("html-sidebar", "侧栏", Of("sidebar rightbar leftbar"), Of("side aside right left")),
        ("html-comments", "评论", Of("comment comments pinglun"), Of("reply replies message")),
        ("html-tools", "页面工具", Of("share bdshare sharebox qrcode ad ads advert adv advertisement banner popup modal toast fontsize"),
            Of("qr wechat weixin download vip pay buy gg dialog tool tools print favorite like praise reward float")),
        ("html-profile", "发帖人信息", Of("avatar userinfo profile authi pls postauthor"), Of("sign signature poster author user")),
        ("html-article-info", "文章信息", Of("pubtime pubdate articleinfo"), Of("meta info source views hits tags tag keywords date time")),
    ];

    private static readonly Dictionary<string, (string, string)> Tags = new(StringComparer.Ordinal)
    {
        ["nav"] = ("html-navigation", "导航"),
        ["header"] = ("html-navigation", "页首"),
        ["footer"] = ("html-footer", "页脚"),
        ["aside"] = ("html-sidebar", "侧栏"),
        ["select"] = ("html-tools", "页面工具"),
        ["button"] = ("html-tools", "页面工具"),
        ["noscript"] = ("html-tools", "无脚本时的提示"),
    };

    /// <param name="outside">Whether the element stands outside the article.</param>
    public static (string Rule, string Reason)? PartOf(IElement element, bool outside)
    {
        if (Tags.TryGetValue(element.LocalName, out var part) && (outside || element.LocalName != "header"))
            return part;
        if (element.GetAttribute("role") is "navigation" or "menu" or "search")
            return ("html-navigation", "导航");
        if (element.GetAttribute("role") is "contentinfo")
            return ("html-footer", "页脚");
        var words = WordsOf($"{element.ClassName} {element.Id}");
        if (words.Count == 0)
            return null;
        foreach (var (rule, reason, anywhere, outsideOnly) in Parts)
        {
            if (words.Any(w => anywhere.Contains(w) || (outside && outsideOnly.Contains(w))))
                return (rule, reason);
        }

        return null;
    }

    /// <summary>relatedList, prev_next, art-info2: split where they are joined.</summary>
    private static List<string> WordsOf(string names)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var at = 0; at <= names.Length; at++)
        {
            var c = at < names.Length ? names[at] : ' ';
            if (word.Length > 0 && (!char.IsAsciiLetter(c) || (char.IsAsciiLetterUpper(c) && char.IsAsciiLetterLower(names[at - 1]))))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsAsciiLetter(c))
                word.Append(char.ToLowerInvariant(c));
        }

        return words;
    }

    private static HashSet<string> Of(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
