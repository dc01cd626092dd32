using System.Text;

namespace KnowledgeBase.Reports.Tests.Formats;

/// <summary>The least pdf that holds Chinese text: one font without glyphs, whose codes are UTF-16.</summary>
internal static class Pdf
{
    private const int CellWidth = 120;

    /// <param name="pages">Lines; tabs part the cells of a table's row.</param>
    public static byte[] Of(params string[][] pages)
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages.Length} /Kids [{string.Join(' ', pages.Select((_, i) => $"{6 + (2 * i)} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement "
                + "0 >> /DW 1000 >>",
            Stream("begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> "
                + "<0000> endbfrange endcmap"),
        };
        foreach (var (lines, index) in pages.Select((p, i) => (p, i)))
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents "
                + $"{7 + (2 * index)} 0 R >>");
            var shown = lines.SelectMany((line, row) => line.Split('\t').Select((cell, column) => cell.Length == 0 ? "" :
                $"BT /F1 14 Tf {72 + (CellWidth * column)} {760 - (24 * row)} Td <{Hex(cell)}> Tj ET"));
            objects.Add(Stream(string.Join('\n', shown)));
        }

        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (content, number) in objects.Select((o, i) => (o, i + 1)))
        {
            places.Add(file.Length);
            file.Append($"{number} 0 obj\n{content}\nendobj\n");
        }

        var table = file.Length;
        file.Append($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append($"{place:D10} 00000 n \n");
        file.Append($"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    private static string Stream(string content) => $"<< /Length {content.Length} >>\nstream\n{content}\nendstream";
}
