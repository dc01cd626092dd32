using System.Text.Encodings.Web;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Sheet = DocumentFormat.OpenXml.Spreadsheet;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace KnowledgeBase.SearchApi.Exports;

/// <summary>Tables as files, written row by row. CSV and JSON lines hold the first table alone: they know but one.</summary>
public static class TableExports
{
    private static readonly JsonSerializerOptions Lines =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PushStreamHttpResult Write(string format, string name, IReadOnlyList<ExportTable> tables) =>
        TypedResults.Stream(stream => WriteAsync(stream, format, tables), ExportFormats.ContentTypeOf(format), $"{name}.{format}");

    private static Task WriteAsync(Stream stream, string format, IReadOnlyList<ExportTable> tables) => format switch
    {
        "csv" => TextExports.WriteAsync(stream, withMark: true, tables[0].Rows.Prepend(tables[0].Columns).Select(TextExports.Row)),
        "jsonl" => TextExports.WriteAsync(stream, withMark: false, tables[0].Rows.Select(row => Line(tables[0].Columns, row))),
        "md" => TextExports.WriteAsync(stream, withMark: false, tables.SelectMany(Markdown)),
        "docx" => WriteDocxAsync(stream, tables),
        _ => WriteXlsxAsync(stream, tables),
    };

    private static string Line(IReadOnlyList<string> columns, IReadOnlyList<string> row) =>
        JsonSerializer.Serialize(columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal), Lines)
        + "\n";

    private static IEnumerable<string> Markdown(ExportTable table)
    {
        yield return $"## {TextExports.Plain(table.Name)}\n\n{MarkdownRow(table.Columns)}";
        yield return MarkdownRow([.. table.Columns.Select(_ => "---")], plain: true);
        foreach (var row in table.Rows)
            yield return MarkdownRow(row);
        yield return "\n";
    }

    private static string MarkdownRow(IReadOnlyList<string> cells, bool plain = false) =>
        $"| {string.Join(" | ", cells.Select(cell => plain ? cell : TextExports.Plain(cell).ReplaceLineEndings(" ")))} |\n";

    private static Task WriteDocxAsync(Stream stream, IReadOnlyList<ExportTable> tables) => OfficeExports.ThroughFileAsync(stream, file =>
    {
        using var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
        using var writer = OpenXmlWriter.Create(document.AddMainDocumentPart());
        writer.WriteStartDocument();
        writer.WriteStartElement(new Word.Document());
        writer.WriteStartElement(new Word.Body());
        foreach (var table in tables)
        {
            writer.WriteElement(OfficeExports.Paragraph(table.Name, new Word.Bold()));
            writer.WriteStartElement(new Word.Table());
            writer.WriteElement(new Word.TableProperties(new Word.TableBorders(
                Border<Word.TopBorder>(), Border<Word.LeftBorder>(), Border<Word.BottomBorder>(),
                Border<Word.RightBorder>(), Border<Word.InsideHorizontalBorder>(), Border<Word.InsideVerticalBorder>())));
            foreach (var row in table.Rows.Prepend(table.Columns))
                writer.WriteElement(new Word.TableRow(row.Select(cell =>
                    new Word.TableCell(cell.Split('\n').Select(line => OfficeExports.Paragraph(line))))));
            writer.WriteEndElement();
            writer.WriteElement(new Word.Paragraph());
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    private static T Border<T>()
        where T : Word.BorderType, new() => new() { Val = Word.BorderValues.Single, Size = 4 };

    private static Task WriteXlsxAsync(Stream stream, IReadOnlyList<ExportTable> tables) => OfficeExports.ThroughFileAsync(stream, file =>
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheets = new Sheet.Sheets();
        foreach (var table in tables)
        {
            var sheet = workbook.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(sheet))
            {
                writer.WriteStartDocument();
                writer.WriteStartElement(new Sheet.Worksheet());
                writer.WriteStartElement(new Sheet.SheetData());
                OfficeExports.WriteRow(writer, table.Columns);
                foreach (var row in table.Rows)
                    OfficeExports.WriteRow(writer, row);
                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            sheets.Append(new Sheet.Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = (uint)sheets.Count() + 1, Name = table.Name });
        }

        workbook.Workbook = new Sheet.Workbook(sheets);
    });
}
