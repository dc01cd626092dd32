namespace KnowledgeBase.Reports.Formats;

/// <summary>
/// Writes a <see cref="RawDocument"/> from first to last character: lines, and what is known about ranges of them.
/// </summary>
internal sealed class RawText(ReadingOptions options)
{
    private readonly List<BoilerplateRange> _furniture = [];
    private readonly List<MarkedHeading> _headings = [];
    private char[] _chars = new char[4096];
    private int _lineStart;

    public int Length { get; private set; }

    public bool AtLineStart => Length == _lineStart;

    /// <summary>Whether nothing but furniture has been written.</summary>
    public bool IsBodyBlank
    {
        get
        {
            var at = 0;
            foreach (var piece in _furniture)
            {
                if (!From(at)[..(piece.Start - at)].IsWhiteSpace())
                    return false;
                at = piece.Start + piece.Length;
            }

            return From(at).IsWhiteSpace();
        }
    }

    public ReadOnlySpan<char> From(int start) => _chars.AsSpan(start, Length - start);

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > options.MaxTextLength - Length)
            throw new RefusedException("too-much-text", $"more than {options.MaxTextLength} characters");
        if (Length + text.Length > _chars.Length)
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + text.Length));
        text.CopyTo(_chars.AsSpan(Length));
        var line = text.LastIndexOf('\n');
        if (line >= 0)
            _lineStart = Length + line + 1;
        Length += text.Length;
    }

    /// <summary>Ends the line that has begun, if one has.</summary>
    public void EndLine()
    {
        if (!AtLineStart)
            Append("\n");
    }

    /// <summary>How many lines from <paramref name="start"/> on are not blank, and the length of the longest.</summary>
    public (int Count, int Longest) LinesFrom(int start)
    {
        int count = 0, longest = 0;
        var text = From(start);
        foreach (var line in text.Split('\n'))
        {
            var length = text[line].Trim().Length;
            if (length > 0)
                count++;
            longest = Math.Max(longest, length);
        }

        return (count, longest);
    }

    /// <summary>
    /// Makes one line of those from <paramref name="start"/> on: tabs stand where cells end, blanks where lines within a cell do.
    /// </summary>
    public void JoinLines(int start, List<int> cellEnds)
    {
        _chars.AsSpan(start, Length - 1 - start).Replace('\n', ' ');
        foreach (var end in cellEnds)
        {
            if (end < Length - 1)
                _chars[end] = '\t';
        }

        _lineStart = _chars[Length - 1] == '\n' ? Length : start;
    }

    /// <summary>Takes back what was written from <paramref name="start"/> on, which was white space.</summary>
    public void TakeBack(int start)
    {
        Length = start;
        _furniture.RemoveAll(f => f.Start + f.Length > start);
        _headings.RemoveAll(h => h.Start + h.Length > start);
        _lineStart = _chars.AsSpan(0, start).LastIndexOf('\n') + 1;
    }

    /// <summary>All that was written since <paramref name="start"/> is not the body's. What lies within is merged into it.</summary>
    public void MarkBoilerplate(string rule, int start, string reason)
    {
        if (start >= Length)
            return;
        while (_furniture is [.., var last] && last.Start + last.Length > start)
        {
            start = Math.Min(start, last.Start);
            _furniture.RemoveAt(_furniture.Count - 1);
        }

        if (_furniture is [.., var before] && before.Start + before.Length == start && before.Rule == rule && before.Reason == reason)
        {
            start = before.Start;
            _furniture.RemoveAt(_furniture.Count - 1);
        }

        _furniture.Add(new(rule, start, Length - start, reason));
    }

    /// <summary>What a rule took for furniture is the body after all.</summary>
    public void Unmark(string rule) => _furniture.RemoveAll(f => f.Rule == rule);

    /// <summary>A heading that the format marks, written from <paramref name="start"/> up to here; its ends carry no white space.</summary>
    public void MarkHeading(int start, int level)
    {
        var text = From(start);
        var trimmed = text.TrimStart();
        start += text.Length - trimmed.Length;
        var length = trimmed.TrimEnd().Length;
        if (length > 0)
            _headings.Add(new(start, length, level));
    }

    /// <summary>The document, without the last line's end.</summary>
    public RawDocument ToDocument(string format, IReadOnlyList<ReadingNote> notes, string? encoding = null, string? declaredTitle = null)
    {
        var length = From(0) is [.., '\n'] ? Length - 1 : Length;
        return new()
        {
            Text = new(_chars, 0, length),
            Format = format,
            Encoding = encoding,
            Boilerplate = [.. _furniture.Select(f => f with { Length = Math.Min(f.Length, length - f.Start) }).Where(f => f.Length > 0)],
            Headings = [.. _headings],
            DeclaredTitle = string.IsNullOrWhiteSpace(declaredTitle) ? null : declaredTitle.Trim(),
            Notes = notes,
        };
    }
}
