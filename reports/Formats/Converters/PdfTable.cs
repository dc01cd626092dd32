using System.Text;

namespace KnowledgeBase.Reports.Formats.Converters;

/// <summary>Characters without a blank between them on a page, in points from the page's top left corner.</summary>
internal readonly record struct PdfWord(double Left, double Top, double Right, double Bottom, string Text)
{
    /// <summary>Whether two words stand on one line.</summary>
    public bool IsBeside(PdfWord other) =>
        Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top) > 0.5 * Math.Min(Bottom - Top, other.Bottom - other.Top);
}

/// <summary>
/// A table of a page, found by where its words stand: under a line of at least three cells, words that keep within those columns. A cell
/// may hold several lines; a row begins where the first column has a cell. Cells in the middle of higher rows are not read as a table.
/// </summary>
/// <param name="Rows">One line of text each, cells parted by tabs.</param>
/// <param name="Words">How many words they hold.</param>
internal sealed record PdfTable(double Top, double Bottom, IReadOnlyList<string> Rows, int Words)
{
    private const int FewestColumns = 3;
    private const int FewestRows = 3;

    // In points. Cells of one column begin at the same place; fonts of one line differ a little in height.
    private const double Tolerance = 4;
    private const double Padding = 1;

    /// <summary>The tables of a page from top to bottom.</summary>
    public static List<PdfTable> Of(IEnumerable<PdfWord> page)
    {
        var words = InLines(page.Where(word => word.Text.Length > 0).OrderBy(word => word.Top)).ToList();
        var tables = new List<PdfTable>();
        for (var at = 0; at < words.Count;)
        {
            var band = BandAt(words, at);
            if (band.Count < FewestColumns || Read(words, at, band.ConvertAll(cell => cell.Left)) is not { } table)
            {
                at++;
                continue;
            }

            tables.Add(table);
            at += table.Words;
        }

        return tables;
    }

    /// <summary>The words of the line that the one at an index begins, from left to right; none where two of them touch.</summary>
    private static List<PdfWord> BandAt(List<PdfWord> words, int at)
    {
        var first = words[at];
        var band = new List<PdfWord>();
        for (var i = at; i < words.Count && words[i].IsBeside(first) && (i == at || words[i].Left > words[i - 1].Left); i++)
            band.Add(words[i]);

        if (at > 0 && words[at - 1].IsBeside(first))
            return []; // in mid-line

        for (var i = 1; i < band.Count; i++)
            if (band[i].Left < band[i - 1].Right + Padding)
                return [];

        return band;
    }

    private static PdfTable? Read(List<PdfWord> words, int start, List<double> columns)
    {
        var cells = new List<(PdfWord Word, int Column)>();
        for (var i = start; i < words.Count; i++)
        {
            if (ColumnOf(words[i], columns, cells) is not { } column)
            {
                // What stands before it on its line is no cell either.
                cells.RemoveAll(cell => cell.Word.IsBeside(words[i]));
                break;
            }

            cells.Add((words[i], column));
        }

        while (true)
        {
            var anchors = Anchors(cells);
            if (anchors.Count < FewestRows)
                return null;

            if (RowEnds(cells.ConvertAll(cell => cell.Word), anchors) is not { } ends)
                return null;

            var rows = ends.Select((end, row) => cells.FindAll(
                cell => cell.Word.Top < end && (row == 0 || cell.Word.Top >= ends[row - 1]))).ToList();

            // The last rows may be what follows the table: a page's number, the first word of a paragraph.
            if (ColumnsIn(rows[^1]) < 2)
            {
                cells.RemoveAll(rows[^1].Contains);
                if (cells.Count > 0 && rows[^1].Count > 0)
                    continue;

                return null;
            }

            return rows.Count(row => ColumnsIn(row) >= FewestColumns) * 3 < rows.Count * 2 ? null : new(
                cells.Min(cell => cell.Word.Top),
                cells.Max(cell => cell.Word.Bottom),
                [.. rows.Select(row => string.Join('\t', columns.Select((_, column) =>
                    Joined(row.Where(cell => cell.Column == column).Select(cell => cell.Word)))))],
                cells.Count);
        }
    }

    private static int ColumnsIn(List<(PdfWord Word, int Column)> row) => row.Select(cell => cell.Column).Distinct().Count();

    /// <summary>
    /// The column that a word lies within: at its left edge, or behind another word of it on the same line. Null for a word across columns.
    /// </summary>
    private static int? ColumnOf(PdfWord word, List<double> columns, List<(PdfWord Word, int Column)> cells)
    {
        var column = columns.FindLastIndex(left => word.Left >= left - Tolerance);
        if (column < 0 || (column + 1 < columns.Count && word.Right > columns[column + 1] + Padding))
            return null;

        if (word.Left <= columns[column] + Tolerance)
            return column;

        for (var i = cells.Count - 1; i >= 0 && cells[i].Word.Bottom > word.Top - (2 * Tolerance); i--)
            if (cells[i].Column == column && cells[i].Word.IsBeside(word) && cells[i].Word.Right <= word.Left + Padding)
                return column;

        return null;
    }

    /// <summary>The cells of the first column, of which several lines are one: 「序」 and 「号」 below each other.</summary>
    private static List<PdfWord> Anchors(List<(PdfWord Word, int Column)> cells)
    {
        var anchors = new List<PdfWord>();
        foreach (var (word, column) in cells)
        {
            if (column != 0)
                continue;

            var last = anchors.Count > 0 ? anchors[^1] : default;
            var isSame = anchors.Count > 0 && (last.IsBeside(word)
                || (word.Top - last.Bottom < 0.3 * (word.Bottom - word.Top) && !word.Text.Any(char.IsAsciiDigit)
                    && !last.Text.Any(char.IsAsciiDigit)));
            if (isSame)
                anchors[^1] = last with { Bottom = word.Bottom };
            else
                anchors.Add(word);
        }

        return anchors;
    }

    /// <summary>
    /// Where each row ends: right above the next one's first cell. Null where cells do not stand at the tops of their rows, for then it
    /// cannot be told which row a line belongs to.
    /// </summary>
    private static List<double>? RowEnds(List<PdfWord> words, List<PdfWord> anchors)
    {
        foreach (var anchor in anchors)
            if (words.Exists(word => word.Top < anchor.Top - Tolerance && word.Top > anchor.Top - (0.8 * (word.Bottom - word.Top))))
                return null;

        return [.. anchors.Skip(1).Select(anchor => anchor.Top - Tolerance), double.PositiveInfinity];
    }

    /// <summary>A cell's words: with a blank between those of a line, and its lines without.</summary>
    private static string Joined(IEnumerable<PdfWord> words)
    {
        var text = new StringBuilder();
        PdfWord? line = null;
        foreach (var word in InLines(words))
        {
            var isSameLine = line is { } before && before.IsBeside(word);
            if (text.Length > 0 && (isSameLine || (char.IsAsciiLetterOrDigit(text[^1]) && char.IsAsciiLetter(word.Text[0]))))
                text.Append(' ');

            text.Append(word.Text);
            line = isSameLine ? line : word;
        }

        return text.ToString();
    }

    /// <summary>Words in order of their tops, put in order of lines.</summary>
    private static IEnumerable<PdfWord> InLines(IEnumerable<PdfWord> words)
    {
        var left = new LinkedList<PdfWord>(words);
        while (left.First is { } first)
        {
            var line = new List<PdfWord>();
            for (var node = first; node is not null && node.Value.Top < first.Value.Bottom;)
            {
                var next = node.Next;
                if (node.Value.IsBeside(first.Value))
                {
                    line.Add(node.Value);
                    if (node != first)
                        left.Remove(node);
                }

                node = next;
            }

            left.Remove(first);
            foreach (var word in line.OrderBy(word => word.Left))
                yield return word;
        }
    }
}
