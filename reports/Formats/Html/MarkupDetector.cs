using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>What markup a text begins with.</summary>
internal enum Markup
{
    None,
    Page,

    /// <summary>A Word document as one XML file (2003, or flat).</summary>
    WordXml,
    OtherXml,
}

/// <summary>Tells a page from plain text: it begins with markup.</summary>
internal static partial class MarkupDetector
{
    private const int Head = 4096;

    public static Markup Of(string text)
    {
        var head = text.Length > Head ? text[..Head] : text;
        if (Beginning().IsMatch(head))
            return Markup.Page;
        if (!head.AsSpan().TrimStart("\uFEFF \t\n").StartsWith("<?xml"))
            return Markup.None;
        return WordRoot().IsMatch(head) ? Markup.WordXml : Markup.OtherXml;
    }

    [GeneratedRegex(@"^[\s\uFEFF]*(<\?xml[^>]*>\s*)?(<!--[^<]*-->\s*)*<(!doctype\s+html|html|head|body|meta|title|link|script|style|div|"
        + @"span|p|h[1-6]|table|article|section|main|center|font|br|a|ul|ol|b|"
        + @"strong)[\s/>]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();

    [GeneratedRegex("<(w:wordDocument|pkg:package)", RegexOptions.NonBacktracking)]
    private static partial Regex WordRoot();
}
