using System.Text.RegularExpressions;

namespace KnowledgeBase.Reports.Formats.Pages;

/// <summary>Tells a page from plain text: it begins with markup.</summary>
internal static partial class PageSign
{
    public static bool IsPage(string text) => Beginning().IsMatch(text.Length > 4096 ? text[..4096] : text);

    [GeneratedRegex(@"^[\s\uFEFF]*(<\?xml[^>]*>\s*)?(<!--[^<]*-->\s*)*<(!doctype\s+html|html|head|body|meta|title|link|script|style|div|span|p|h[1-6]|table|article|section|main|center|font|br|a|ul|ol|b|strong)[\s/>]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();
}
