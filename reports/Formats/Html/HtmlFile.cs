using AngleSharp.Html.Parser;
using KnowledgeBase.Reports.Formats.PlainText;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>Web pages: all their text in reading order, with what is not the article's marked.</summary>
internal static class HtmlFile
{
    public static RawDocument Read(DecodedText decoded, ReadingOptions options, CancellationToken cancel)
    {
        var leftOpen = HtmlTagScanner.Scan(decoded.Text, options, cancel);
        // A parser without a browsing context has no loader: nothing that the page names is fetched.
        using var page = new HtmlParser(new() { IsKeepingSourceReferences = true }).ParseDocument(decoded.Text);
        var text = new RawText(options);
        if (page.Body is not { } body)
            return text.ToDocument("html", decoded.Notes, decoded.Encoding, page.Title);

        var hidden = new HiddenElements(body, new(page), leftOpen);
        var noise = NoiseElements.Find(body);
        var measure = new BlockStatistics(body, e => hidden.IsNoise(e) || noise.Contains(e));
        var parts = new PageRegions(body, measure, page.Title);
        new HtmlTextWriter(text, hidden, noise, parts, cancel).Write(body);
        return text.ToDocument("html", [.. decoded.Notes, .. NotesOf(hidden)], decoded.Encoding, page.Title);
    }

    private static IEnumerable<ReadingNote> NotesOf(HiddenElements hidden)
    {
        if (hidden.KeptProse > 0)
            yield return new(
                "html-hidden-prose", $"{hidden.KeptProse} hidden elements hold sentences that stand nowhere else; they are read as body");
        if (hidden.LeftOpen > 0)
            yield return new("html-hidden-open", $"{hidden.LeftOpen} hidden elements have no end; what they hold is read as body");
    }
}
