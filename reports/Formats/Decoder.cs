using KnowledgeBase.Reports.Formats.Converters;
using KnowledgeBase.Reports.Formats.Docx;
using KnowledgeBase.Reports.Formats.Html;
using KnowledgeBase.Reports.Formats.PlainText;
using KnowledgeBase.Reports.Formats.Zip;

namespace KnowledgeBase.Reports.Formats;

/// <summary>Tells the format of a file by its content and hands it to the reader of that format.</summary>
internal static class Decoder
{
    public static Decoding Decode(string name, ReadOnlyMemory<byte> bytes, ReadingOptions options, CancellationToken cancel)
    {
        try
        {
            var document = Read(bytes, options, cancel);
            if (document.Text.Length > options.MaxTextLength)
                throw new RefusedException("too-much-text", $"more than {options.MaxTextLength} characters");
            if (LongestLine(document.Text) is var longest && longest > options.MaxLineLength)
                throw new RefusedException("line-too-long", $"a line of {longest} characters");
            if (string.IsNullOrWhiteSpace(document.Text))
                throw new RefusedException("no-text", $"the {document.Format} file holds no text");
            return new(document, null);
        }
        catch (RefusedException refused)
        {
            return new(null, refused.Failure);
        }
    }

    private static RawDocument Read(ReadOnlyMemory<byte> bytes, ReadingOptions options, CancellationToken cancel)
    {
        if (bytes.IsEmpty)
            throw new RefusedException("empty", "the file has no bytes");
        if (bytes.Length > options.MaxFileBytes)
            throw new RefusedException("too-large", $"{bytes.Length} bytes, more than {options.MaxFileBytes}");
        var (type, what) = FileTypes.Of(bytes.Span);
        return type switch
        {
            FileType.Text => ReadText(bytes, options, cancel),
            FileType.Zip => ReadPackage(bytes, options, cancel),
            FileType.Encrypted => throw new RefusedException("encrypted", "the document is encrypted"),
            FileType.Pdf => PdfFile.Read(bytes, options, cancel),
            FileType.OpenDocument => ReadOpenDocument(bytes, options, cancel),
            FileType.Doc or FileType.Rtf => ReadOffice(bytes, what, options, cancel),
            _ => throw new RefusedException("unsupported", $"the file is {what}, which holds no report"),
        };
    }

    private static RawDocument ReadText(ReadOnlyMemory<byte> bytes, ReadingOptions options, CancellationToken cancel)
    {
        if (WebArchive.IsArchive(bytes.Span))
            bytes = WebArchive.PageOf(bytes.Span);
        var decoded = TextDecoding.Decode(bytes.Span, HtmlCharset.Of(bytes.Span));
        if (decoded.Text.Length > options.MaxTextLength)
            throw new RefusedException("too-much-text", $"more than {options.MaxTextLength} characters");
        return MarkupDetector.Of(decoded.Text) switch
        {
            Markup.Page => HtmlFile.Read(decoded, options, cancel),
            Markup.WordXml => ReadOffice(bytes, "xml", options, cancel),
            Markup.OtherXml => throw new RefusedException("unsupported", "an XML file that is neither a page nor a document"),
            _ => TextFile.Read(decoded),
        };
    }

    private static RawDocument ReadPackage(ReadOnlyMemory<byte> bytes, ReadingOptions options, CancellationToken cancel)
    {
        var pack = ZipContents.Open(bytes, options);
        if (DocxParts.Find(pack, options, cancel) is not { } parts)
            throw new RefusedException("pack", "a pack of files; each entry is a file of its own");
        if (parts.Main is null)
            throw new RefusedException("unsupported", "an office file that is no text document");
        return DocxFile.Read(pack, parts, options, cancel);
    }

    /// <summary>Its zip is examined like any other before LibreOffice sees it.</summary>
    private static RawDocument ReadOpenDocument(ReadOnlyMemory<byte> bytes, ReadingOptions options, CancellationToken cancel)
    {
        _ = ZipContents.Open(bytes, options);
        return ReadOffice(bytes, "odt", options, cancel);
    }

    private static RawDocument ReadOffice(ReadOnlyMemory<byte> bytes, string type, ReadingOptions options, CancellationToken cancel)
    {
        var document = ReadPackage(OfficeFile.Convert(bytes, type, options, cancel), options, cancel);
        return document with { Format = type, Notes = [.. document.Notes, OfficeFile.NoteOf(options)] };
    }

    private static int LongestLine(string text)
    {
        var longest = 0;
        foreach (var line in text.AsSpan().Split('\n'))
            longest = Math.Max(longest, line.End.Value - line.Start.Value);
        return longest;
    }
}
