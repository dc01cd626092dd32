namespace KnowledgeBase.Reports.Formats;

/// <summary>
/// A row of short cells becomes one line, its cells parted by tabs. Where a cell holds paragraphs (forms whose one
/// cell is the report, pages laid out in tables), these stay lines.
/// </summary>
internal sealed class TableRows(RawText text)
{
    /// <summary>A cell holds a text of its own when it has many lines, or several of which one is longer than those of a list.</summary>
    private const int ManyLines = 5, SeveralLines = 2, LongestCellLine = 60;

    private readonly Stack<Row> _rows = new();

    public bool Any => _rows.Count > 0;

    public void Begin()
    {
        text.EndLine();
        _rows.Push(new(text.Length));
    }

    public void BeginCell()
    {
        // A cell outside a row is a paragraph like any other.
        if (!_rows.TryPeek(out var row))
            return;
        text.EndLine();
        row.CellStart = text.Length;
    }

    public void EndCell()
    {
        if (!_rows.TryPeek(out var row))
            return;
        if (text.AtLineStart && text.Length > row.CellStart)
            row.CellEnds.Add(text.Length - 1);
        else
        {
            row.CellEnds.Add(text.Length);
            text.Append("\n");
        }

        row.MostLines = Math.Max(row.MostLines, text.LinesFrom(row.CellStart).Count);
    }

    /// <summary>The row's place, now that it is written.</summary>
    /// <param name="asLines">Whether the row is no row to a reader.</param>
    public int End(bool asLines)
    {
        var row = _rows.Pop();
        var (lines, longest) = text.LinesFrom(row.Start);
        if (lines == 0)
        {
            text.TakeBack(row.Start);
            return row.Start;
        }

        asLines |= row.MostLines >= ManyLines || (row.MostLines >= SeveralLines && longest > LongestCellLine);
        if (!asLines)
            text.JoinLines(row.Start, row.CellEnds);
        text.EndLine();
        return row.Start;
    }

    private sealed class Row(int start)
    {
        public int Start { get; } = start;

        public int CellStart { get; set; } = start;

        /// <summary>Of a cell.</summary>
        public int MostLines { get; set; }

        /// <summary>Where the line ends of the cells stand, ascending.</summary>
        public List<int> CellEnds { get; } = [];
    }
}
