namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>
/// One pass over a page's tags before a tree is built of it, told as the parser tells them. It refuses a page whose
/// elements nest too deep or are too many, since the parser's time grows with the square of the depth, and it notes
/// the tags that nothing closes, which the tree no longer shows.
/// </summary>
internal static class HtmlTagScanner
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal)
    {
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr",
        "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
    };

    /// <summary>Elements whose content is no markup.</summary>
    private static readonly HashSet<string> Raw =
        new(StringComparer.Ordinal) { "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes" };

    /// <summary>Elements that a like one ends, unless one of the second list stands between.</summary>
    private static readonly Dictionary<string, (string[] Ends, string[] Unless)> Implied = new(StringComparer.Ordinal)
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

    /// <summary>
    /// Elements that the parser opens again in each block that follows, until their own end tag comes; at most three of a kind.
    /// </summary>
    private static readonly HashSet<string> Formatting =
        new(StringComparer.Ordinal) { "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u" };

    /// <summary>The places of the start tags that no end tag of theirs closes.</summary>
    public static HashSet<int> Scan(string page, ReadingOptions options, CancellationToken cancel)
    {
        var open = new List<(string Name, int At)>();
        var leftOpen = new HashSet<int>();
        var reopened = new List<(string Name, string Tag)>();
        long elements = 0;
        var at = 0;
        for (var tags = 0; at < page.Length; tags++)
        {
            if ((tags & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var tag = page.IndexOf('<', at);
            if (tag < 0 || tag + 1 >= page.Length)
                break;
            at = Next(page, tag, open, leftOpen, reopened);
            elements += 1 + reopened.Count;
            if (open.Count > options.MaxDepth || reopened.Count > options.MaxDepth)
                throw new RefusedException("too-deep", $"HTML elements within each other beyond {options.MaxDepth}");
            if (elements > options.MaxElements)
                throw new RefusedException("too-many-elements", $"a page of more than {options.MaxElements} elements");
        }

        foreach (var (_, unclosed) in open)
            leftOpen.Add(unclosed);
        return leftOpen;
    }

    private static int Next(
        string page, int tag, List<(string Name, int At)> open, HashSet<int> leftOpen, List<(string Name, string Tag)> reopened)
    {
        if (string.CompareOrdinal(page, tag, "<!--", 0, 4) == 0)
            return After(page, "-->", tag + 4);
        var closing = page[tag + 1] == '/';
        var start = tag + (closing ? 2 : 1);
        var end = start;
        while (end < page.Length && (char.IsAsciiLetterOrDigit(page[end]) || page[end] is '-' or ':'))
            end++;
        if (end == start || !char.IsAsciiLetter(page[start]))
            return tag + 1;

        var name = page[start..Math.Min(end, start + 32)].ToLowerInvariant();
        var behind = EndOfTag(page, end);
        if (closing)
        {
            Close(open.FindLastIndex(o => o.Name == name), keepFirst: false);
            if (Formatting.Contains(name) && reopened.FindLastIndex(r => r.Name == name) is >= 0 and var last)
                reopened.RemoveAt(last);
            return behind;
        }

        if (Void.Contains(name))
            return behind;
        if (Raw.Contains(name))
            return After(page, $"</{name}", behind);
        if (Implied.TryGetValue(name, out var implied))
        {
            var of = open.FindLastIndex(o => implied.Ends.Contains(o.Name) || implied.Unless.Contains(o.Name));
            if (of >= 0 && implied.Ends.Contains(open[of].Name))
                Close(of, keepFirst: true);
        }

        open.Add((name, tag));
        if (Formatting.Contains(name))
            Reopen();
        return behind;

        void Reopen()
        {
            var whole = page[tag..Math.Min(behind, tag + 512)];
            if (name == "a")
                reopened.RemoveAll(r => r.Name == "a");
            if (reopened.Count(r => r.Tag == whole) < 3)
                reopened.Add((name, whole));
        }

        void Close(int of, bool keepFirst)
        {
            if (of < 0)
                return;
            for (var i = keepFirst ? of : of + 1; i < open.Count; i++)
                leftOpen.Add(open[i].At);
            open.RemoveRange(of, open.Count - of);
        }
    }

    /// <summary>Behind the tag's '&gt;'; one in a quoted attribute does not count.</summary>
    private static int EndOfTag(string page, int at)
    {
        while (at < page.Length)
        {
            var stop = page.AsSpan(at).IndexOfAny('>', '"', '\'');
            if (stop < 0)
                return page.Length;
            at += stop + 1;
            if (page[at - 1] == '>')
                return at;
            if (!IsValueStart(page, at - 2))
                continue;
            var quote = page.IndexOf(page[at - 1], at);
            if (quote < 0)
                return page.Length;
            at = quote + 1;
        }

        return at;
    }

    /// <summary>Whether a quote that stands behind <paramref name="at"/> follows '=', with or without blanks.</summary>
    private static bool IsValueStart(string page, int at)
    {
        while (at > 0 && char.IsWhiteSpace(page[at]))
            at--;
        return page[at] == '=';
    }

    private static int After(string page, string what, int from)
    {
        var at = from >= page.Length ? -1 : page.IndexOf(what, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? page.Length : at + what.Length;
    }
}
