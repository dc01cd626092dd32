using System.IO.Compression;
using System.Net;
using System.Text;

namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>One paragraph of a Word document, or one row of a table where the text has tabs.</summary>
/// <param name="Text">Without markup; tabs part cells.</param>
/// <param name="IsHidden">Set as hidden text.</param>
internal sealed record WordBlock(string Text, bool IsHidden = false);

/// <summary>Writes Word documents from their parts.</summary>
internal static class WordFile
{
    private const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http:"
        + "//schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    /// <param name="header">Words above each page; null for none.</param>
    /// <param name="footer">Words below each page, before its number; null for no footer.</param>
    /// <param name="afterNumber">Words after the page's number.</param>
    public static byte[] Of(IEnumerable<WordBlock> blocks, string? header = null, string? footer = null, string afterNumber = "")
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var parts = new StringBuilder();
            var relations = new StringBuilder();
            var sheet = new StringBuilder();
            Part("header", header, "");
            Part("footer", footer, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r>"
                + "<w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/>"
                + "</w:r>" + Run(afterNumber, false));
            Write(zip, "[Content_Types].xml", $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + $"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + $"<Override PartName=\"/word/document.xml\" "
                + $"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>{parts}</Types>");
            Write(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
                + "Target=\"word/document.xml\"/></Relationships>");
            Write(zip, "word/_rels/document.xml.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>");
            Write(zip, "word/document.xml",
                $"<w:document {Namespaces}><w:body>{Body(blocks)}<w:sectPr>{sheet}</w:sectPr></w:body></w:document>");

            void Part(string kind, string? words, string more)
            {
                if (words is null)
                    return;
                parts.Append($"<Override PartName=\"/word/{kind}1.xml\" "
                    + $"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>");
                relations.Append($"<Relationship Id=\"{kind}\" Type=\"http:"
                    + $"//schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{kind}1.xml\"/>");
                sheet.Append($"<w:{kind}Reference w:type=\"default\" r:id=\"{kind}\"/>");
                var root = kind == "header" ? "hdr" : "ftr";
                Write(zip, $"word/{kind}1.xml", $"<w:{root} {Namespaces}><w:p>{Run(words, false)}{more}</w:p></w:{root}>");
            }
        }

        return stream.ToArray();
    }

    private static string Body(IEnumerable<WordBlock> blocks)
    {
        var body = new StringBuilder();
        var inTable = false;
        foreach (var block in blocks)
        {
            var isRow = block.Text.Contains('\t', StringComparison.Ordinal);
            if (isRow != inTable)
                body.Append(isRow ? "<w:tbl><w:tblPr/>" : "</w:tbl>");
            inTable = isRow;
            body.Append(isRow
                ? $"<w:tr>{string.Concat(block.Text.Split('\t').Select(cell => $"<w:tc>{Paragraph(cell, block.IsHidden)}</w:tc>"))}</w:tr>"
                : Paragraph(block.Text, block.IsHidden));
        }

        return body.Append(inTable ? "</w:tbl>" : "").ToString();
    }

    private static string Paragraph(string text, bool isHidden) => $"<w:p>{Run(text, isHidden)}</w:p>";

    private static string Run(string text, bool isHidden) =>
        $"<w:r>{(isHidden ? "<w:rPr><w:vanish/></w:rPr>" : "")}<w:t xml:space=\"preserve\">{WebUtility.HtmlEncode(text)}</w:t></w:r>";

    private static void Write(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        writer.Write(content);
    }
}
