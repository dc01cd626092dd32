using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using KnowledgeBase.SearchApi.Search;
using Sheet = DocumentFormat.OpenXml.Spreadsheet;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace KnowledgeBase.SearchApi.Exports;

/// <summary>Word and Excel. A package is written to a file first, because it ends with a directory of what came before.</summary>
internal static class OfficeExports
{
    /// <summary>Excel's own limit.</summary>
    private const int LongestCell = 32_767;

    public static Task WriteDocxAsync(Stream stream, IEnumerable<SearchHit> hits) =>
        WriteDocxAsync(stream, hits.Select(hit => new QuotedPassage(hit.Heading, hit.Text, ExportRow.Source(hit), null)));

    public static Task WriteDocxAsync(Stream stream, IEnumerable<QuotedPassage> passages) => ThroughFileAsync(stream, file =>
    {
        using var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
        using var writer = OpenXmlWriter.Create(document.AddMainDocumentPart());
        writer.WriteStartDocument();
        writer.WriteStartElement(new Word.Document());
        writer.WriteStartElement(new Word.Body());
        foreach (var passage in passages)
        {
            if (!string.IsNullOrEmpty(passage.Heading))
                writer.WriteElement(Paragraph(passage.Heading, new Word.Bold()));
            foreach (var line in passage.Text.Split('\n'))
                writer.WriteElement(Paragraph(line));
            writer.WriteElement(Paragraph("——" + passage.Source, new Word.Italic(), new Word.Color { Val = "666666" }));
            if (!string.IsNullOrWhiteSpace(passage.Note))
                writer.WriteElement(Paragraph("注：" + passage.Note, new Word.Color { Val = "666666" }));
            writer.WriteElement(new Word.Paragraph());
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    public static Task WriteXlsxAsync(Stream stream, IEnumerable<SearchHit> hits) => ThroughFileAsync(stream, file =>
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartDocument();
            writer.WriteStartElement(new Sheet.Worksheet());
            writer.WriteStartElement(new Sheet.SheetData());
            WriteRow(writer, ExportRow.Columns);
            foreach (var hit in hits)
                WriteRow(writer, ExportRow.Of(hit));
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        workbook.Workbook =
            new Sheet.Workbook(new Sheet.Sheets(new Sheet.Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = "段落" }));
    });

    /// <summary>Every cell is an inline text, so none is ever a formula.</summary>
    internal static void WriteRow(OpenXmlWriter writer, IEnumerable<string> cells)
    {
        writer.WriteStartElement(new Sheet.Row());
        foreach (var cell in cells)
        {
            var text = Clean(cell);
            writer.WriteElement(new Sheet.Cell(new Sheet.InlineString(
                new Sheet.Text(text.Length <= LongestCell ? text : text[..LongestCell]) { Space = SpaceProcessingModeValues.Preserve }))
            {
                DataType = Sheet.CellValues.InlineString,
            });
        }

        writer.WriteEndElement();
    }

    internal static Word.Paragraph Paragraph(string text, params OpenXmlElement[] looks) => new(new Word.Run(
        new Word.RunProperties(looks), new Word.Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));

    /// <summary>XML has no control characters and no halves of surrogate pairs.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text, i++, 2);
        }

        return clean.ToString();
    }

    internal static async Task ThroughFileAsync(Stream stream, Action<Stream> write)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            write(file);
            file.Position = 0;
            await file.CopyToAsync(stream).ConfigureAwait(false);
        }
    }
}
