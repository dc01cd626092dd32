using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>
/// Which elements of a page are not its article. A name alone never takes a line that only a report would have; being
/// outside the article takes what has neither sentences nor numbered lines.
/// </summary>
internal sealed partial class PageRegions
{
    private readonly Dictionary<INode, (string Rule, string Reason)> _parts = [];
    private readonly BlockStatistics _measure;
    private readonly IElement? _article;
    private readonly IElement? _title;

    public PageRegions(IElement body, BlockStatistics measure, string? pageTitle)
    {
        _measure = measure;
        _article = ArticleFinder.Find(body, measure);
        if (_article is null)
        {
            FindInside(body);
            return;
        }

        _title = ArticleFinder.TitleBefore(_article, body, measure, pageTitle);
        if (_article != body)
            FindOutside(body);
        FindInside(_article);
    }

    public (string Rule, string Reason)? this[INode node] => _parts.TryGetValue(node, out var part) ? part : null;

    /// <summary>Whether an element holds the article, so that its own rows and cells are the page's layout.</summary>
    public bool HoldsArticle(IElement element) => _article is not null && element.Contains(_article);

    private void FindOutside(INode block)
    {
        foreach (var child in block.ChildNodes)
        {
            if (child == _article || child == _title)
                continue;
            if (child is IElement element && (element.Contains(_article!) || (_title is not null && element.Contains(_title))))
                FindOutside(element);
            else if (child is IElement { } other && other.IsBlock())
                SeeOutside(other);
            else if (child is IElement inline && ArticleFinder.BlocksOf(inline).Any())
                FindOutside(inline);
            else if (_measure[block].Body == 0 || block.Contains(_article!))
                _parts[child] = ("html-outside-article", "正文之外");
        }
    }

    private void SeeOutside(IElement element)
    {
        var count = _measure[element];
        if (count.Text == 0)
            return;
        var part = RegionNames.PartOf(element, outside: true);
        if (count.Prose > 0 && ArticleFinder.IsReply(element, count, _measure[_article!]))
            _parts[element] = ("html-comments", "回帖");
        else if (part is not null && count.Prose <= ArticleFinder.MostOfNamedPart * _measure[_article!].Prose)
            _parts[element] = part.Value;
        else if (part is null && ArticleFinder.IsFrame(element, count))
            return;
        else if (count.Body == 0 || (count.Prose == 0 && element.IsHeading() && !Numbered().IsMatch(element.TextContent)))
            _parts[element] = IsLinkList(count) ? ("html-related-links", "链接列表") : ("html-outside-article", "正文之外");
        else if (ArticleFinder.BlocksOf(element).Any())
            FindOutside(element);
    }

    private void FindInside(IElement block)
    {
        foreach (var element in ArticleFinder.BlocksOf(block))
        {
            var count = _measure[element];
            if (count.Text == 0)
                continue;
            if (count.Body == 0 && RegionNames.PartOf(element, outside: false) is { } part)
                _parts[element] = part;
            else if (count.Body == 0 && IsLinkList(count))
                _parts[element] = ("html-related-links", "链接列表");
            else if (count is { Prose: 0, Lines: <= 4, Links: > 0 } && Neighbours().IsMatch(element.TextContent))
                _parts[element] = ("html-related-links", "上一篇、下一篇");
            else if (count is { Prose: 0, Links: > 0 } && Pager().IsMatch(element.TextContent))
                _parts[element] = ("html-related-links", "分页");
            else
                FindInside(element);
        }
    }

    private static bool IsLinkList(BlockCount count) => count.Links >= 3 && count.Linked >= 0.8 * count.Text;

    [GeneratedRegex(@"^\s*[\[【«<←]*\s*[上下后前]一[篇条页个主]", RegexOptions.NonBacktracking)]
    private static partial Regex Neighbours();

    [GeneratedRegex(@"^([\[【(（]?\d{1,3}[\]】)）]?|[上下]一页|首页|[尾末]页|共\d{1,3}页|全文|[.…|<>«»\s])+$", RegexOptions.NonBacktracking)]
    private static partial Regex Pager();

    [GeneratedRegex(@"^\s*([（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[章节部篇]|\d{1,2}[.．、])", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();
}
