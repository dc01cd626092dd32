using System.Text;

namespace KnowledgeBase.Reports.Formats;

/// <summary>
/// Writes a <see cref="RawDocument"/> from first to last character: lines, and what is known about ranges of them.
/// </summary>
internal sealed class RawText(ReadingOptions options)
{
    private readonly StringBuilder _text = new();
    private readonly List<Furniture> _furniture = [];
    private readonly List<MarkedHeading> _headings = [];
    private int _lineStart;

    public int Length => _text.Length;

    public bool AtLineStart => _text.Length == _lineStart;

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > options.MaxTextLength - _text.Length)
            throw new RefusedException("too-much-text", $"more than {options.MaxTextLength} characters");
        _text.Append(text);
        var line = text.LastIndexOf('\n');
        if (line >= 0) _lineStart = _text.Length - text.Length + line + 1;
    }

    /// <summary>Ends the line that has begun, if one has.</summary>
    public void EndLine()
    {
        if (!AtLineStart) Append("\n");
    }

    /// <summary>Puts another white space where one stands: a row's cells are parted once the row is known.</summary>
    public void Replace(int at, char with)
    {
        _text[at] = with;
        if (at + 1 == _lineStart) _lineStart = _text.ToString(0, at).LastIndexOf('\n') + 1;
    }

    /// <summary>Takes back what was written from <paramref name="start"/> on, which was white space.</summary>
    public void TakeBack(int start)
    {
        _text.Length = start;
        _furniture.RemoveAll(f => f.Start + f.Length > start);
        _headings.RemoveAll(h => h.Start + h.Length > start);
        _lineStart = Math.Min(_lineStart, start);
    }

    public bool IsBlank(int start)
    {
        for (var at = start; at < Length; at++)
        {
            if (!char.IsWhiteSpace(_text[at])) return false;
        }

        return true;
    }

    /// <summary>All that was written since <paramref name="start"/> is not the body's. What overlaps is merged into the outer one.</summary>
    public void MarkFurniture(string rule, int start, string reason)
    {
        if (start == Length) return;
        while (_furniture is [.., var last] && last.Start + last.Length > start)
        {
            start = Math.Min(start, last.Start);
            _furniture.RemoveAt(_furniture.Count - 1);
        }

        _furniture.Add(new(rule, start, Length - start, reason));
    }

    /// <summary>Whether nothing but furniture has been written.</summary>
    public bool IsBodyBlank
    {
        get
        {
            var at = 0;
            foreach (var piece in _furniture.Append(new("", Length, 0, "")))
            {
                for (; at < piece.Start; at++)
                {
                    if (!char.IsWhiteSpace(_text[at])) return false;
                }

                at = piece.Start + piece.Length;
            }

            return true;
        }
    }

    /// <summary>What a rule took for furniture is the body after all.</summary>
    public void Unmark(string rule) => _furniture.RemoveAll(f => f.Rule == rule);

    /// <summary>A heading that the format marks, written from <paramref name="start"/> up to here; its ends carry no white space.</summary>
    public void MarkHeading(int start, int level)
    {
        var end = Length;
        while (start < end && char.IsWhiteSpace(_text[start])) start++;
        while (end > start && char.IsWhiteSpace(_text[end - 1])) end--;
        if (end > start) _headings.Add(new(start, end - start, level));
    }

    /// <summary>The document, without the last line's end.</summary>
    public RawDocument ToDocument(string format, IReadOnlyList<ReadingNote> notes, string? encoding = null, string? declaredTitle = null)
    {
        if (_text is { Length: > 0 } && _text[^1] == '\n') _text.Length--;
        var furniture = _furniture.Select(f => f with { Length = Math.Min(f.Length, _text.Length - f.Start) }).Where(f => f.Length > 0);
        return new()
        {
            Text = _text.ToString(),
            Format = format,
            Encoding = encoding,
            Furniture = [.. furniture],
            Headings = [.. _headings],
            DeclaredTitle = string.IsNullOrWhiteSpace(declaredTitle) ? null : declaredTitle.Trim(),
            Notes = notes,
        };
    }
}
