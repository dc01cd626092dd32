using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using KnowledgeBase.Reports.Formats.Texts;

namespace KnowledgeBase.Reports.Formats.Pages;

/// <summary>Web pages: all their text in reading order, with what is not the article's marked.</summary>
internal static class PageFile
{
    public static RawDocument Read(DecodedText decoded, ReadingOptions options, CancellationToken cancel)
    {
        PageDepth.Check(decoded.Text, options, cancel);
        // A parser without a browsing context has no loader: nothing that the page names is fetched.
        using var page = new HtmlParser().ParseDocument(decoded.Text);
        var text = new RawText(options);
        if (page.Body is { } body) new PageWalk(text, cancel).Write(body);
        return text.ToDocument("html", decoded.Notes, decoded.Encoding, page.Title);
    }
}
