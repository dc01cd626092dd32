using System.IO.Compression;
using System.Text;
using KnowledgeBase.Reports.Formats;

namespace KnowledgeBase.Reports.Tests.Formats;

/// <summary>Raw files, made as strangers make them, and what reading says of them.</summary>
internal static class RawFile
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    static RawFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Decoding Decode(byte[] bytes, ReadingOptions? options = null, string name = "名字不作数.bin") =>
        Reports.Formats.Decoder.Decode(name, bytes, options ?? new(), TestContext.Current.CancellationToken);

    public static RawDocument Read(byte[] bytes, ReadingOptions? options = null)
    {
        var decoding = Decode(bytes, options);
        Assert.Null(decoding.Failure);
        return decoding.Document!;
    }

    public static string? FailureOf(byte[] bytes, ReadingOptions? options = null) => Decode(bytes, options).Failure?.Code;

    /// <summary>What is left when all furniture is taken out.</summary>
    public static string Body(this RawDocument document)
    {
        var body = new StringBuilder(document.Text);
        foreach (var piece in document.Boilerplate.Reverse())
            body.Remove(piece.Start, piece.Length);
        return body.ToString();
    }

    /// <summary>rule:text of each piece of furniture.</summary>
    public static IEnumerable<string> Pieces(this RawDocument document) =>
        document.Boilerplate.Select(f => $"{f.Rule}:{document.Text.Substring(f.Start, f.Length)}");

    public static IEnumerable<string> MarkedHeadings(this RawDocument document) =>
        document.Headings.Select(h => $"{h.Level}:{document.Text.Substring(h.Start, h.Length)}");

    public static byte[] Bytes(string encoding, string text) => Encoding.GetEncoding(encoding).GetBytes(text);

    public static byte[] Page(string body, string head = "") =>
        Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><head><meta charset=\"utf-8\">{head}</head><body>{body}</body></html>");

    /// <summary>A text document of one part and, where given, others: header:…, footer:…, styles:…, numbering:…, footnotes:….</summary>
    public static byte[] Docx(string body, params (string Part, string Xml)[] others)
    {
        var types = new StringBuilder("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        types.Append("<Override PartName=\"/word/document.xml\" "
            + "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>");
        foreach (var (part, _) in others)
            types.Append($"<Override PartName=\"/word/{part}.xml\" "
                + $"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{part}+xml\"/>");
        types.Append("</Types>");
        return Zip(
        [
            ("[Content_Types].xml", Encoding.UTF8.GetBytes(types.ToString())),
            ("word/document.xml", Part("document", $"<w:body>{body}</w:body>")),
            .. others.Select(o => ($"word/{o.Part}.xml", Part(o.Part, o.Xml))),
        ]);
    }

    public static string P(string text, string properties = "") =>
        $"<w:p>{(properties.Length > 0 ? $"<w:pPr>{properties}</w:pPr>" : "")}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return file.ToArray();
    }

    private static byte[] Part(string name, string xml)
    {
        var root = name switch { "header" => "hdr", "footer" => "ftr", _ => name };
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + $"<w:{root} xmlns:w=\"{Word}\" xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:mc=\"http:"
            + $"//schemas.openxmlformats.org/markup-compatibility/2006\">{xml}</w:{root}>");
    }
}
