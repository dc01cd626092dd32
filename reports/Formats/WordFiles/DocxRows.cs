namespace KnowledgeBase.Reports.Formats.WordFiles;

/// <summary>
/// A row of short cells becomes one line, its cells parted by tabs. Where a cell holds paragraphs (forms whose one
/// cell is the report), these stay lines.
/// </summary>
internal sealed class DocxRows(RawText text)
{
    /// <summary>A cell's paragraphs are prose when there are several and one is longer than any cell of a list.</summary>
    private const int LongestCellLine = 60;

    private readonly Stack<Row> _rows = new();

    public bool Any => _rows.Count > 0;

    public void Begin()
    {
        text.EndLine();
        _rows.Push(new(text.Length));
    }

    public void BeginCell() => _rows.Peek().CellStart = text.Length;

    /// <summary>A paragraph's end within a cell: a line's end for the time being.</summary>
    public void EndParagraph(int start)
    {
        var row = _rows.Peek();
        row.LongestLine = Math.Max(row.LongestLine, text.Length - start);
        row.LineEnds.Add(text.Length);
        text.Append("\n");
    }

    public void EndCell()
    {
        var row = _rows.Peek();
        if (row.LineEnds.Count > 0 && row.LineEnds[^1] >= row.CellStart && row.LineEnds[^1] == text.Length - 1)
        {
            row.CellEnds.Add(row.LineEnds[^1]);
            row.LineEnds.RemoveAt(row.LineEnds.Count - 1);
        }
        else
        {
            row.CellEnds.Add(text.Length);
            text.Append("\n");
        }

        row.HasProse |= row.LineEnds.Any(at => at >= row.CellStart) && row.LongestLine > LongestCellLine;
        row.LongestLine = 0;
    }

    /// <summary>The row's place, now that it is written.</summary>
    public int End()
    {
        var row = _rows.Pop();
        if (text.IsBlank(row.Start))
        {
            text.TakeBack(row.Start);
            return row.Start;
        }

        if (!row.HasProse)
        {
            foreach (var at in row.LineEnds) text.Replace(at, ' ');
            foreach (var at in row.CellEnds.SkipLast(1)) text.Replace(at, '\t');
        }

        text.EndLine();
        return row.Start;
    }

    private sealed class Row(int start)
    {
        public int Start { get; } = start;

        public int CellStart { get; set; } = start;

        public int LongestLine { get; set; }

        public bool HasProse { get; set; }

        public List<int> LineEnds { get; } = [];

        public List<int> CellEnds { get; } = [];
    }
}
