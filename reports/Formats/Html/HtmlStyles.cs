using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>Whether an element is shown, by its attributes and by the plain selectors of the page's own style sheets.</summary>
internal sealed partial class HtmlStyles
{
    private readonly HashSet<string> _hiddenSelectors = new(StringComparer.Ordinal);

    public HtmlStyles(IDocument page)
    {
        foreach (var sheet in page.QuerySelectorAll("style"))
            Read(sheet.TextContent);
    }

    public bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden") || (element.GetAttribute("style") is { } style && Hides(style)))
            return true;
        if (IsWhiteWithinLine(element))
            return true;
        return _hiddenSelectors.Count > 0 && SelectorsOf(element).Any(_hiddenSelectors.Contains);
    }

    private void Read(string sheet)
    {
        foreach (var rule in Comment().Replace(sheet, "").Split('}'))
        {
            var brace = rule.IndexOf('{', StringComparison.Ordinal);
            // A rule inside @media or the like holds sometimes, which is not always.
            if (brace < 0 || rule.IndexOf('{', brace + 1) >= 0
                || rule.Contains('@', StringComparison.Ordinal) || !Hides(rule[(brace + 1)..]))
                continue;
            foreach (var selector in rule[..brace].Split(','))
                _hiddenSelectors.Add(selector.Trim());
        }
    }

    /// <summary>White signs within a line that is not white, and nothing behind them in another colour.</summary>
    private static bool IsWhiteWithinLine(IElement element) => element.LocalName is "span" or "font" or "i" or "em" or "b" or "label"
        && White().IsMatch($"{element.GetAttribute("style")};color:{element.GetAttribute("color")}")
        && element.ParentElement is { } parent && parent.ChildNodes.Any(n => n is IText t && !string.IsNullOrWhiteSpace(t.Data))
        && !HasBackground(element) && !HasBackground(parent)
        && !White().IsMatch($"{parent.GetAttribute("style")};color:{parent.GetAttribute("color")}");

    private static bool HasBackground(IElement element) => element.HasAttribute("bgcolor")
        || element.GetAttribute("style")?.Contains("background", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Hides(string declarations) => Hiding().IsMatch(declarations);

    private static IEnumerable<string> SelectorsOf(IElement element)
    {
        if (element.Id is { } id)
            yield return "#" + id;
        foreach (var name in element.ClassList)
        {
            yield return "." + name;
            yield return element.LocalName + "." + name;
        }
    }

    [GeneratedRegex(@"(^|[;\s])(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|font-size\s*:\s*(0+(\.0+)?(px|pt|em|rem|%)?|"
        + @"[01]?(\.\d+)?(px|pt))\s*(!important\s*)?(;|$)|opacity\s*:\s*0+(\.0+)?\s*(;|$)|(text-indent|left|top)\s*:\s*-\d{3,}(px|em|pt)|"
        + @"clip\s*:\s*rect\(0)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Hiding();

    [GeneratedRegex(@"/\*([^*]|\*[^/])*\*/", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(^|[;\s])color\s*:\s*(#fff|#ffffff|white|transparent|rgb\(255,\s*255,\s*255\))\s*(!important\s*)?(;|$)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex White();
}
