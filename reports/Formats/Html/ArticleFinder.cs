using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>Finds the innermost block that holds nearly all sentences of a page together with the lines that belong to them.</summary>
internal static partial class ArticleFinder
{
    /// <summary>A page with fewer characters in sentences is no article, or not surely one.</summary>
    private const int LeastProse = 60;
    private const int LongestReply = 300;
    private const double NearlyAll = 0.9;

    /// <summary>Of the article's sentences; what holds more is no footer, whatever it is called.</summary>
    public const double MostOfNamedPart = 0.4;

    /// <summary>Null where the page has no article that could be told from the rest.</summary>
    public static IElement? Find(IElement body, BlockStatistics measure)
    {
        if (measure[body].Prose < LeastProse)
            return null;
        var article = body;
        while (true)
        {
            var blocks = BlocksOf(article).ToList();
            var next = blocks.MaxBy(b => measure[b].Prose);
            if (next is null || measure[next].Lines < 2 || next.LocalName == "p")
                return article;
            // The sentences of a footer or of comments do not count against the article.
            var named = blocks.Where(b => b != next && (IsReply(b, measure[b], measure[next])
                || (measure[b].Prose <= MostOfNamedPart * measure[next].Prose && RegionNames.PartOf(b, outside: true) is not null)));
            if (measure[next].Prose < NearlyAll * (measure[article].Prose - named.Sum(b => measure[b].Prose)))
                return article;
            if (OwnBodyLines(article, blocks, measure) > 0 || HasKindred(blocks, next, measure))
                return article;
            article = next;
        }
    }

    /// <summary>
    /// The heading outside the article that is its title: what the page's own title begins with, else the last first-level heading before
    /// it.
    /// </summary>
    public static IElement? TitleBefore(IElement article, IElement body, BlockStatistics measure, string? pageTitle)
    {
        IElement? named = null, marked = null;
        var declared = Squeeze(pageTitle ?? "");
        foreach (var element in body.QuerySelectorAll("*"))
        {
            if (element == article)
                break;
            if (element.Contains(article) || !element.IsBlock() || measure[element] is not { Lines: 1 } count)
                continue;
            var text = Squeeze(element.TextContent);
            if (text.Length >= 4 && declared.StartsWith(text, StringComparison.Ordinal))
                named = element;
            if (element.LocalName is "h1" or "h2" && count.Linked * 2 < count.Text)
                marked = element;
        }

        return named ?? (article.QuerySelector("h1, h2") is null ? marked : null);
    }

    /// <summary>A post that names its author and is short beside the article: an answer to it, not its continuation.</summary>
    public static bool IsReply(IElement block, BlockCount count, BlockCount article) =>
        count.Text < LongestReply && count.Text * 2 < article.Text
        && block.QuerySelectorAll("[class]").Any(e => RegionNames.PartOf(e, outside: false) is ("html-profile", _));

    /// <summary>The lines that open or close a report and may stand beside its block: whom it addresses, and the date under it.</summary>
    public static bool IsFrame(IElement block, BlockCount count) => count is { Linked: 0, Lines: <= 3, Text: <= 60 }
        && Frame().IsMatch(block.TextContent.Trim()) && !About().IsMatch(block.TextContent);

    /// <summary>The blocks next below, through elements that are none.</summary>
    public static IEnumerable<IElement> BlocksOf(IElement block) =>
        block.Children.SelectMany(c => c.IsBlock() ? [c] : c.IsSilent() ? [] : BlocksOf(c));

    private static int OwnBodyLines(IElement block, List<IElement> blocks, BlockStatistics measure) =>
        measure[block].Body - blocks.Sum(b => measure[b].Body);

    /// <summary>
    /// Whether something beside the candidate belongs to the same text: it has lines of a report and neither the name of another part nor
    /// the place of a title.
    /// </summary>
    private static bool HasKindred(List<IElement> blocks, IElement candidate, BlockStatistics measure)
    {
        var before = true;
        foreach (var block in blocks)
        {
            if (block == candidate)
            {
                before = false;
                continue;
            }

            var count = measure[block];
            if (count.Body == 0 || count.Linked * 2 > count.Text
                || RegionNames.PartOf(block, outside: true) is not null || IsReply(block, count, measure[candidate]))
                continue;
            var titleOnly = before && count is { Prose: 0, Body: 1 } && !Numbered().IsMatch(block.TextContent);
            if (!titleOnly && (IsSameKind(block, candidate) || count.Prose > 0 || Numbered().IsMatch(block.TextContent)))
                return true;
        }

        return false;
    }

    private static bool IsSameKind(IElement a, IElement b) => a.LocalName == b.LocalName && a.ClassName == b.ClassName;

    private static string Squeeze(string text) => Spaces().Replace(text, "");

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\s*([（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[章节部篇]|\d{1,2}[.．、])", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[：:]$|[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,3}月([0-9一二三四五六七八九十]{1,3}日)?[）)]?$", RegexOptions.NonBacktracking)]
    private static partial Regex Frame();

    [GeneratedRegex("来源|时间|发布|浏览|点击|更新|编辑|作者|阅读|字体|推荐|相关|热门|分享|搜索|导航|登录|栏目|最新", RegexOptions.NonBacktracking)]
    private static partial Regex About();
}
