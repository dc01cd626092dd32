using System.Globalization;
using System.Text;
using System.Xml;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>
/// Writes one part's text in reading order: a paragraph is a line, a table's row is a line. An element that means
/// something leaves what is to happen at its end on a stack; all others are walked through.
/// </summary>
internal sealed class DocxTextWriter(RawText text, DocxStyles styles, DocxNumbering numbering)
{
    /// <summary>Half points; no reader sees a sign of one point.</summary>
    private const int InvisibleSize = 2;

    private readonly Stack<(int Depth, Action End)> _open = new();
    private readonly Stack<Paragraph> _paragraphs = new();
    private readonly Stack<Control> _controls = new();
    private readonly char[] _piece = new char[4096];
    private readonly StringBuilder _boxes = new();
    private readonly StringBuilder _watermarks = new();
    private readonly DocxFields _fields = new(text);
    private readonly TableRows _rows = new(text);
    private int _skipped, _texts, _instructions, _runs, _inBox;
    private bool _rowDeleted;
    private Properties _properties;
    private RunState _run = new();

    public void See(XmlReader xml)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element:
                var (empty, depth) = (xml.IsEmptyElement, xml.Depth);
                if (_skipped > 0 || Begin(xml) is not { } end)
                    break;
                if (empty)
                    end();
                else
                    _open.Push((depth, end));
                break;
            case XmlNodeType.EndElement when _open.TryPeek(out var top) && top.Depth == xml.Depth:
                _open.Pop().End();
                break;
            case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA when _skipped == 0:
                if (_texts > 0)
                    WriteValue(xml);
                else if (_instructions > 0)
                    _fields.Instruct(xml.Value);
                break;
        }
    }

    /// <summary>The part is at its end: what waited for a paragraph's end is written.</summary>
    public void End()
    {
        _fields.Close();
        text.EndLine();
        WriteBoxes();
    }

    /// <summary>What is to happen at the element's end; null for an element that means nothing here.</summary>
    private Action? Begin(XmlReader xml) => xml.LocalName switch
    {
        "p" => BeginParagraph(),
        "pPr" => EndOfProperties,
        "r" => BeginRun(),
        "rPr" => BeginRunProperties(),
        "tr" => BeginRow(),
        "tc" when _inBox == 0 => BeginCell(),
        "t" or "delText" => BeginText(),
        "instrText" => BeginInstruction(),
        "fldChar" => Do(() => _fields.See(xml.Word("fldCharType"))),
        "trPr" => BeginRowProperties(),
        "del" or "moveFrom" => BeginDeleted(),
        "txbxContent" => BeginBox(),
        "sdt" => BeginControl(),
        "rt" or "Fallback" => Skip(),
        _ when xml.LocalName.EndsWith("PrChange", StringComparison.Ordinal) => Skip(),
        _ => Mark(xml),
    };

    /// <summary>Elements without content of their own: properties, breaks, signs.</summary>
    private Action? Mark(XmlReader xml)
    {
        // The paragraphs of a text box stand inside the one that anchors it, and say nothing of it.
        var paragraph = _inBox == 0 && _paragraphs.Count > 0 ? _paragraphs.Peek() : null;
        switch (xml.LocalName)
        {
            case "pStyle" when paragraph is not null:
                paragraph.Style = xml.Word("val");
                break;
            case "outlineLvl" when paragraph is not null:
                paragraph.Outline = xml.Number("val");
                break;
            case "numId" when paragraph is not null:
                paragraph.NumberingId = xml.Number("val");
                break;
            case "ilvl" when paragraph is not null:
                paragraph.NumberingLevel = xml.Number("val");
                break;
            case "vanish" when _properties == Properties.Run:
                _run.Hidden = xml.IsOn();
                break;
            case "rStyle" when _properties == Properties.Run:
                _run.Hidden |= styles.IsHidden(xml.Word("val"));
                break;
            case "sz" when _properties == Properties.Run:
                _run.Hidden |= xml.Number("val") <= InvisibleSize;
                break;
            case "showingPlcHdr" when _controls.TryPeek(out var control):
                control.ShowsPlaceholder = xml.IsOn();
                break;
            case "tab" or "ptab" when _runs > 0:
                Write("\t");
                break;
            case "br" or "cr" when _runs > 0:
                Write("\n");
                break;
            case "noBreakHyphen" when _runs > 0:
                Write("\u2011");
                break;
            case "sym" when _runs > 0 && int.TryParse(xml.Word("char"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var sign)
                && sign is > 31 and < 0xD800 or >= 0xE000 and <= 0xFFFD:
                Write(((char)sign).ToString());
                break;
            case "textpath" when xml.GetAttribute("string") is { Length: > 0 } watermark:
                _watermarks.Append(watermark).Append('\n');
                break;
        }

        return null;
    }

    private Action BeginParagraph()
    {
        if (_inBox > 0)
            return () => _boxes.Append('\n');
        _paragraphs.Push(new() { Start = text.Length });
        return EndParagraph;
    }

    private void EndOfProperties()
    {
        if (_inBox > 0 || !_paragraphs.TryPeek(out var paragraph))
            return;
        var (styleId, styleLevel) = styles.Numbering(paragraph.Style);
        if ((paragraph.NumberingId ?? styleId) is not { } id || id == 0)
            return;
        text.Append(numbering.Next(id, paragraph.NumberingLevel ?? styleLevel ?? 0));
        paragraph.TextStart = text.Length;
    }

    private void EndParagraph()
    {
        var paragraph = _paragraphs.Pop();
        var level = paragraph.Outline is { } outline
            ? (outline is >= 0 and < 9 ? outline + 1 : null)
            : styles.HeadingLevel(paragraph.Style);
        if (text.Length <= paragraph.TextStart && paragraph.TextStart > paragraph.Start)
            text.TakeBack(paragraph.Start);
        if (level is { } marked)
            text.MarkHeading(paragraph.Start, marked);
        if (paragraph.MarkDeleted)
            return;
        text.EndLine();
        if (styles.IsContents(paragraph.Style))
            text.MarkBoilerplate("docx-contents", paragraph.Start, "目录");
        if (!_rows.Any && _paragraphs.Count == 0)
            WriteBoxes();
    }

    private Action BeginRun()
    {
        var outer = _run;
        _run = new() { Start = text.Length };
        _runs++;
        return () =>
        {
            if (_run.Hidden && _inBox == 0)
                text.MarkBoilerplate("docx-hidden", _run.Start, "隐藏文字");
            _runs--;
            _run = outer;
        };
    }

    /// <summary>Inside a run its properties, else those of a paragraph's mark, which say nothing of its text.</summary>
    private Action BeginRunProperties()
    {
        var properties = _runs > 0 ? Properties.Run : Properties.Mark;
        _properties = properties;
        return () => _properties = Properties.None;
    }

    private Action BeginRowProperties()
    {
        _properties = Properties.Row;
        return () => _properties = Properties.None;
    }

    private Action? BeginRow()
    {
        if (_inBox > 0)
            return null;
        _rows.Begin();
        _rowDeleted = false;
        return () =>
        {
            var start = _rows.End(asLines: false);
            if (_rowDeleted)
                text.MarkBoilerplate("docx-deleted", start, "修订中删去的行");
            _rowDeleted = false;
            if (!_rows.Any)
                WriteBoxes();
        };
    }

    private Action? BeginCell()
    {
        if (!_rows.Any)
            return null;
        _rows.BeginCell();
        return _rows.EndCell;
    }

    private Action BeginText()
    {
        _texts++;
        return () => _texts--;
    }

    private Action BeginInstruction()
    {
        _instructions++;
        return () => _instructions--;
    }

    private Action? BeginDeleted()
    {
        switch (_properties)
        {
            case Properties.Mark when _inBox == 0 && _paragraphs.TryPeek(out var paragraph):
                return Do(() => paragraph.MarkDeleted = true);
            case Properties.Row:
                return Do(() => _rowDeleted = true);
        }

        var start = text.Length;
        return () => text.MarkBoilerplate("docx-deleted", start, "修订中删去的文字");
    }

    private Action BeginBox()
    {
        _inBox++;
        return () => _inBox--;
    }

    /// <summary>A form's field that nobody filled in shows what to put there.</summary>
    private Action BeginControl()
    {
        var control = new Control { Start = text.Length };
        _controls.Push(control);
        return () =>
        {
            _controls.Pop();
            if (control.ShowsPlaceholder)
                text.MarkBoilerplate("docx-placeholder", control.Start, "未填写的控件");
        };
    }

    private Action Skip()
    {
        _skipped++;
        return () => _skipped--;
    }

    private static Action? Do(Action action)
    {
        action();
        return null;
    }

    /// <summary>By pieces: a text of any length is held by no one but the document, whose length has a limit.</summary>
    private void WriteValue(XmlReader xml)
    {
        for (int read; (read = xml.ReadValueChunk(_piece, 0, _piece.Length)) > 0;)
            Write(_piece.AsSpan(0, read));
    }

    private void Write(ReadOnlySpan<char> characters)
    {
        if (_inBox > 0)
            _boxes.Append(characters);
        else
            text.Append(characters);
    }

    /// <summary>Text boxes and watermarks stand beside the text, wherever their anchor is: they get lines of their own.</summary>
    private void WriteBoxes()
    {
        Write("docx-textbox", "文本框", _boxes);
        Write("docx-watermark", "水印", _watermarks);

        void Write(string rule, string reason, StringBuilder beside)
        {
            if (beside.Length == 0)
                return;
            var start = text.Length;
            text.Append(beside.ToString());
            text.EndLine();
            text.MarkBoilerplate(rule, start, reason);
            beside.Clear();
        }
    }

    private enum Properties
    {
        None,
        Run,
        Mark,
        Row,
    }

    private sealed class Paragraph
    {
        public int Start { get; init; }

        /// <summary>Behind its number.</summary>
        public int TextStart { get; set; }

        public string? Style { get; set; }

        public int? Outline { get; set; }

        public int? NumberingId { get; set; }

        public int? NumberingLevel { get; set; }

        /// <summary>A revision joins the paragraph with the next.</summary>
        public bool MarkDeleted { get; set; }
    }

    private sealed class Control
    {
        public int Start { get; init; }

        public bool ShowsPlaceholder { get; set; }
    }

    private sealed class RunState
    {
        public int Start { get; init; }

        public bool Hidden { get; set; }
    }
}
