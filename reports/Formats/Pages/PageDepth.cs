namespace KnowledgeBase.Reports.Formats.Pages;

/// <summary>
/// Refuses a page whose elements nest too deep, before a tree is built of it: the parser's time grows with the square
/// of the depth. Tags are told as the parser tells them, but no tree and no attribute is kept.
/// </summary>
internal static class PageDepth
{
    private static readonly HashSet<string> Void = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
    };

    /// <summary>Elements whose content is no markup.</summary>
    private static readonly string[] Raw = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

    /// <summary>An element that a like one ends, unless the third stands between.</summary>
    private static readonly Dictionary<string, (string[] Ends, string[] Unless)> Implied = new(StringComparer.OrdinalIgnoreCase)
    {
        ["p"] = (["p"], ["table", "button", "td"]),
        ["li"] = (["li"], ["ul", "ol", "table"]),
        ["dt"] = (["dt", "dd"], ["dl", "table"]),
        ["dd"] = (["dt", "dd"], ["dl", "table"]),
        ["option"] = (["option"], ["select", "datalist"]),
        ["tr"] = (["tr"], ["table"]),
        ["td"] = (["td", "th"], ["table"]),
        ["th"] = (["td", "th"], ["table"]),
    };

    public static void Check(string page, ReadingOptions options, CancellationToken cancel)
    {
        var open = new List<string>();
        var at = 0;
        for (var tags = 0; at < page.Length; tags++)
        {
            if ((tags & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            var tag = page.IndexOf('<', at);
            if (tag < 0 || tag + 1 >= page.Length) return;
            at = Next(page, tag, open);
            if (open.Count > options.MaxDepth) throw new RefusedException("too-deep", $"HTML elements within each other beyond {options.MaxDepth}");
        }
    }

    private static int Next(string page, int tag, List<string> open)
    {
        if (string.CompareOrdinal(page, tag, "<!--", 0, 4) == 0) return After(page, "-->", tag + 4);
        var closing = page[tag + 1] == '/';
        var start = tag + (closing ? 2 : 1);
        var end = start;
        while (end < page.Length && (char.IsAsciiLetterOrDigit(page[end]) || page[end] is '-' or ':')) end++;
        if (end == start || !char.IsAsciiLetter(page[start])) return tag + 1;

        var name = page[start..Math.Min(end, start + 32)].ToLowerInvariant();
        var close = EndOfTag(page, end);
        if (closing)
        {
            var of = open.LastIndexOf(name);
            if (of >= 0) open.RemoveRange(of, open.Count - of);
            return close;
        }

        if (Void.Contains(name)) return close;
        if (Raw.Contains(name)) return After(page, $"</{name}", close);
        if (Implied.TryGetValue(name, out var implied))
        {
            var of = open.FindLastIndex(o => implied.Ends.Contains(o) || implied.Unless.Contains(o));
            if (of >= 0 && implied.Ends.Contains(open[of])) open.RemoveRange(of, open.Count - of);
        }

        open.Add(name);
        return close;
    }

    /// <summary>Behind the tag's '&gt;'; one in a quoted attribute does not count.</summary>
    private static int EndOfTag(string page, int at)
    {
        while (at < page.Length)
        {
            var stop = page.AsSpan(at).IndexOfAny('>', '"', '\'');
            if (stop < 0) return page.Length;
            at += stop + 1;
            if (page[at - 1] == '>') return at;
            if (page[at - 2] != '=' && !page.AsSpan(0, at - 1).TrimEnd().EndsWith("=")) continue;
            var quote = page.IndexOf(page[at - 1], at);
            if (quote < 0) return page.Length;
            at = quote + 1;
        }

        return at;
    }

    private static int After(string page, string what, int from)
    {
        var at = from >= page.Length ? -1 : page.IndexOf(what, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? page.Length : at + what.Length;
    }
}
