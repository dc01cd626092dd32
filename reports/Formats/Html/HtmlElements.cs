using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>What a browser does with the elements of HTML, as far as text goes.</summary>
internal static class HtmlElements
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "button", "center",
        "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "hr", "legend", "li", "main", "menu", "nav", "noscript", "ol",
        "optgroup", "option", "p", "pre", "search", "section", "select", "summary",
        "table", "caption", "tr", "tbody", "td", "th", "thead", "tfoot", "ul",
    };

    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "head", "title", "object", "embed", "svg", "canvas",
        "audio", "video", "iframe", "textarea", "datalist", "noembed", "noframes",
        "rt", "rp",
    };

    public static bool IsBlock(this IElement element) => Blocks.Contains(element.LocalName);

    /// <summary>Elements whose content is no text of the page.</summary>
    public static bool IsSilent(this IElement element) => Silent.Contains(element.LocalName);

    public static bool IsHeading(this IElement element) => element.LocalName is ['h', >= '1' and <= '6'];

    public static bool IsLink(this IElement element) => element.LocalName == "a" && element.HasAttribute("href");
}
