using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Pages;

/// <summary>Writes a page's text: a block is a line, a table's row is a line with tabs between cells, white space as a browser shows it.</summary>
internal sealed class PageWalk(RawText text, CancellationToken cancel)
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
        "summary", "table", "caption", "tr", "tbody", "thead", "tfoot", "ul", "option", "select",
    };

    private static readonly HashSet<string> NoText = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "head", "title", "object", "embed", "svg", "canvas", "audio", "video", "iframe", "textarea", "datalist", "math", "noembed", "noframes",
    };

    private bool _blank = true;

    public void Write(INode node)
    {
        cancel.ThrowIfCancellationRequested();
        switch (node)
        {
            case IText characters:
                WriteText(characters.Data);
                break;
            case IElement element when !NoText.Contains(element.LocalName):
                WriteElement(element);
                break;
        }
    }

    private void WriteElement(IElement element)
    {
        var name = element.LocalName;
        if (name == "br")
        {
            NewLine(always: true);
            return;
        }

        var block = Blocks.Contains(name);
        if (block) NewLine(always: false);
        var start = text.Length;
        foreach (var child in element.ChildNodes) Write(child);
        if (name is "td" or "th" && !text.AtLineStart) Put("\t");
        if (name is ['h', >= '1' and <= '6']) text.MarkHeading(start, name[1] - '0');
        if (block) NewLine(always: false);
    }

    private void NewLine(bool always)
    {
        if (always) text.Append("\n");
        else text.EndLine();
        _blank = true;
    }

    private void Put(string characters)
    {
        text.Append(characters);
        _blank = true;
    }

    /// <summary>ASCII white space collapses to one blank and vanishes at a line's start; all else is shown as it stands.</summary>
    private void WriteText(string characters)
    {
        var from = 0;
        for (var at = 0; at <= characters.Length; at++)
        {
            if (at < characters.Length && characters[at] is not (' ' or '\t' or '\n' or '\r' or '\f')) continue;
            if (at > from)
            {
                text.Append(characters.AsSpan(from, at - from));
                _blank = false;
            }

            if (at < characters.Length && !_blank) Put(" ");
            from = at + 1;
        }
    }
}
