using System.Buffers;
using AngleSharp.Dom;

namespace KnowledgeBase.Reports.Formats.Html;

/// <summary>
/// Writes a page's text: a block is a line, a table's row is a line with tabs between cells, white space as a browser shows it.
/// </summary>
internal sealed class HtmlTextWriter(
    RawText text, HiddenElements hidden, HashSet<IElement> noise, PageRegions parts, CancellationToken cancel)
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\n\r\f");
    private readonly TableRows _rows = new(text);
    private int _preformatted, _furniture, _mark;
    private bool _blank, _break;

    public void Write(INode node)
    {
        if (node is IText characters)
        {
            var start = text.Length;
            WriteText(WriteMark(characters.Data));
            if (_furniture == 0 && parts[node] is { } part)
                text.MarkBoilerplate(part.Rule, start, part.Reason);
        }
        else if (node is IElement element && !element.IsSilent())
        {
            cancel.ThrowIfCancellationRequested();
            WriteElement(element);
        }
    }

    private void WriteElement(IElement element)
    {
        if (element.LocalName == "br")
        {
            text.Append("\n");
            (_blank, _break) = (false, false);
            return;
        }

        var block = element.IsBlock();
        if (block)
            EndLine();
        if (element.LocalName == "tr")
            _rows.Begin();
        if (element.LocalName is "td" or "th")
            _rows.BeginCell();

        var start = text.Length;
        var furniture = FurnitureOf(element);
        if (furniture is not null)
            _furniture++;
        if (hidden.MarkLength(element) is > 0 and var mark)
            _mark = mark;
        if (element.LocalName == "pre")
            _preformatted++;
        foreach (var child in element.ChildNodes)
            Write(child);
        if (element.LocalName == "pre")
            _preformatted--;
        if (furniture is not null)
            _furniture--;

        if (element.IsHeading() && furniture is null && _furniture == 0)
            text.MarkHeading(start, element.LocalName[1] - '0');
        if (block)
            EndLine();
        if (element.LocalName is "td" or "th")
            _rows.EndCell();
        if (element.LocalName == "tr" && _rows.Any)
            start = _rows.End(asLines: parts.HoldsArticle(element));
        if (furniture is { } part)
            Mark(part, start);
    }

    private (string Rule, string Reason)? FurnitureOf(IElement element)
    {
        if (hidden.IsNoise(element))
            return ("html-hidden", "页面上看不见的文字");
        if (noise.Contains(element))
            return ("html-noise", "防复制的乱码");
        return parts[element];
    }

    private void Mark((string Rule, string Reason) part, int start)
    {
        // A blank that the element began with parts the words around it.
        if (text.Length > start && text.From(start)[0] == ' ' && text.From(start).Length > 1)
            start++;
        text.MarkBoilerplate(part.Rule, start, part.Reason);
    }

    /// <summary>A hidden tag that was left open begins with the mark that it was to hide; the rest is body.</summary>
    private ReadOnlySpan<char> WriteMark(string characters)
    {
        if (_mark == 0)
            return characters;
        var length = Math.Min(_mark, characters.Length);
        var start = text.Length;
        WriteText(characters.AsSpan(0, length));
        if (_furniture == 0)
            Mark(("html-hidden", "页面上看不见的文字"), start);
        _mark = 0;
        return characters.AsSpan(length);
    }

    private void EndLine()
    {
        text.EndLine();
        (_blank, _break) = (false, false);
    }

    /// <summary>
    /// ASCII white space is one blank, none at a line's start, and none where only the source's line ends between two Chinese characters.
    /// </summary>
    private void WriteText(ReadOnlySpan<char> characters)
    {
        if (_preformatted > 0)
        {
            text.Append(characters);
            return;
        }

        while (!characters.IsEmpty)
        {
            var word = characters.IndexOfAny(Spaces);
            if (word != 0)
            {
                var written = word < 0 ? characters : characters[..word];
                if (_blank && !text.AtLineStart && !(_break && IsWide(text.From(text.Length - 1)[0]) && IsWide(written[0])))
                    text.Append(" ");
                (_blank, _break) = (false, false);
                text.Append(written);
                characters = characters[written.Length..];
                continue;
            }

            var end = characters.IndexOfAnyExcept(Spaces);
            var run = end < 0 ? characters : characters[..end];
            _blank = true;
            _break |= run.Contains('\n');
            characters = characters[run.Length..];
        }
    }

    private static bool IsWide(char c) => c is >= '\u2E80' and <= '\uD7FF' or >= '\uFF00' and <= '\uFFEF' or '“' or '”' or '—' or '…';
}
