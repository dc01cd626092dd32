using KnowledgeBase.Reports.Splitting;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Finds the tables of a text, in which each row is a line and cells are separated by tabs.</summary>
internal static class TableFinder
{
    private const int LongestColumnName = 14;

    /// <summary>For each paragraph whether it names the columns of a table, and its cells where it is a row.</summary>
    public static (bool[] Headers, IReadOnlyList<TableCell>?[] Rows) Find(string text, IReadOnlyList<Paragraph> paragraphs)
    {
        var headers = new bool[paragraphs.Count];
        var rows = new IReadOnlyList<TableCell>?[paragraphs.Count];
        var start = 0;
        while (start < paragraphs.Count)
        {
            var end = start;
            while (end < paragraphs.Count && IsRow(paragraphs[end].Of(text)))
                end++;

            // One line with a tab is a row only where it has three cells: 「局长⇥王军」 is none.
            if (end - start >= 2 || (end > start && Cells(text, paragraphs[start]).Length >= 3))
                Read(text, paragraphs, start, end, headers, rows);

            start = Math.Max(end, start + 1);
        }

        return (headers, rows);
    }

    private static void Read(
        string text,
        IReadOnlyList<Paragraph> paragraphs,
        int start,
        int end,
        bool[] headers,
        IReadOnlyList<TableCell>?[] rows)
    {
        string[] columns = [];
        for (var i = start; i < end; i++)
        {
            var cells = Cells(text, paragraphs[i]);
            if (i + 1 < end && (i == start || cells.SequenceEqual(columns)) && IsHeader(cells))
            {
                headers[i] = true;
                columns = cells;
                continue;
            }

            rows[i] = [.. cells.Select((cell, column) => new TableCell(column < columns.Length ? columns[column] : null, cell))];
        }
    }

    private static bool IsHeader(string[] cells) =>
        Array.TrueForAll(cells, cell => cell.Length is > 0 and <= LongestColumnName
            && !Characters.EndsSentence(cell[^1])
            && !char.IsDigit(cell[0])
            && !cell.Contains('，', StringComparison.Ordinal));

    private static bool IsRow(ReadOnlySpan<char> line)
    {
        var tab = line.IndexOf('\t');
        if (tab <= 0 || tab == line.Length - 1)
            return false;

        // 「一、⇥主要工作」: the tab stands behind a heading's number.
        return Language.Numbering.At(line) is not { } number || line[Math.Min(number.Length, line.Length)..].Contains('\t');
    }

    private static string[] Cells(string text, Paragraph paragraph) =>
        [.. paragraph.Of(text).ToString().Split('\t').Select(cell => cell.Trim())];
}
