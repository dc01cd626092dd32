using AngleSharp.Html.Parser;
using KnowledgeBase.Reports.Formats.Texts;

namespace KnowledgeBase.Reports.Formats.Pages;

/// <summary>Web pages: all their text in reading order, with what is not the article's marked.</summary>
internal static class PageFile
{
    public static RawDocument Read(DecodedText decoded, ReadingOptions options, CancellationToken cancel)
    {
        var leftOpen = PageTags.Scan(decoded.Text, options, cancel);
        // A parser without a browsing context has no loader: nothing that the page names is fetched.
        using var page = new HtmlParser(new() { IsKeepingSourceReferences = true }).ParseDocument(decoded.Text);
        var text = new RawText(options);
        if (page.Body is not { } body)
            return text.ToDocument("html", decoded.Notes, decoded.Encoding, page.Title);

        var hidden = new PageHidden(body, new(page), leftOpen);
        var noise = PageNoise.Find(body);
        var measure = new PageMeasure(body, e => hidden.IsNoise(e) || noise.Contains(e));
        var parts = new PageParts(body, measure, page.Title);
        new PageWalk(text, hidden, noise, parts, cancel).Write(body);
        return text.ToDocument("html", [.. decoded.Notes, .. NotesOf(hidden)], decoded.Encoding, page.Title);
    }

    private static IEnumerable<ReadingNote> NotesOf(PageHidden hidden)
    {
        if (hidden.KeptProse > 0)
            yield return new("html-hidden-prose", $"{hidden.KeptProse} hidden elements hold sentences that stand nowhere else; they are read as body");
        if (hidden.LeftOpen > 0)
            yield return new("html-hidden-open", $"{hidden.LeftOpen} hidden elements have no end; what they hold is read as body");
    }
}
