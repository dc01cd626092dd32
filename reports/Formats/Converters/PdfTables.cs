using System.Globalization;
using System.Text;

namespace KnowledgeBase.Reports.Formats.Converters;

/// <summary>
/// Puts the tables of a pdf's pages into their text as rows. pdftotext gives the cells of a table in an order of its own, partly after the
/// page's last line; what stands above and below a table is converted again without it, just as the whole page was.
/// </summary>
/// <remarks>A page whose characters are not exactly those of the plain conversion afterwards stays as it was.</remarks>
internal sealed class PdfTables(Func<IReadOnlyList<string>, string?> convert)
{
    private const int MostPages = 60;
    private const int FewestShortLines = 6;
    private const int ShortLine = 24;

    /// <param name="text">The plain conversion, its pages ended by form feeds.</param>
    /// <param name="layouts">Where its words stand.</param>
    public string Into(string text, List<PdfPage> layouts)
    {
        if (!MayHoldTables(text))
            return text;

        var pages = text.Split('\f');
        var changed = 0;
        for (var i = 0; i < Math.Min(pages.Length, layouts.Count) && changed < MostPages; i++)
            if (PdfTable.Of(layouts[i].Words) is { Count: > 0 } tables)
            {
                changed++;
                if (WithRows(i + 1, layouts[i], tables) is { } page && HaveSameCharacters(page, pages[i]))
                    pages[i] = page;
            }

        return string.Join('\f', pages);
    }

    /// <summary>Whether cells may stand in the text: many short lines in a run.</summary>
    private static bool MayHoldTables(string text)
    {
        var run = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;

            run = line.Length <= ShortLine ? run + 1 : 0;
            if (run >= FewestShortLines)
                return true;
        }

        return false;
    }

    private string? WithRows(int number, PdfPage page, List<PdfTable> tables)
    {
        var text = new StringBuilder();
        var from = 0;
        foreach (var table in tables)
        {
            if (Part(number, page, from, (int)Math.Floor(table.Top)) is not { } above)
                return null;

            AppendLines(text, above);
            AppendLines(text, string.Join('\n', table.Rows));
            from = (int)Math.Ceiling(table.Bottom);
        }

        if (Part(number, page, from, (int)Math.Ceiling(page.Height)) is not { } below)
            return null;

        AppendLines(text, below);
        return text.ToString();
    }

    private string? Part(int number, PdfPage page, int top, int bottom)
    {
        if (bottom <= top)
            return "";

        var n = number.ToString(CultureInfo.InvariantCulture);
        return convert(["-f", n, "-l", n, "-x", "0", "-y", Of(top), "-W", Of((int)Math.Ceiling(page.Width)), "-H", Of(bottom - top)]);

        static string Of(int points) => points.ToString(CultureInfo.InvariantCulture);
    }

    private static void AppendLines(StringBuilder text, string lines)
    {
        lines = lines.Trim('\f', '\n');
        if (lines.Length > 0)
            text.Append(lines).Append('\n');
    }

    private static bool HaveSameCharacters(string a, string b)
    {
        var counts = new Dictionary<char, int>();
        foreach (var c in a)
            if (!char.IsWhiteSpace(c))
                counts[c] = counts.GetValueOrDefault(c) + 1;

        foreach (var c in b)
            if (!char.IsWhiteSpace(c))
                counts[c] = counts.GetValueOrDefault(c) - 1;

        return counts.Values.All(count => count == 0);
    }
}
