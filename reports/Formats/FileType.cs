using System.Buffers.Binary;
using System.Text;

namespace KnowledgeBase.Reports.Formats;

/// <summary>What a file is, by its first bytes. A page is told from plain text only once it is decoded.</summary>
internal enum FileType
{
    Text,
    Zip,
    Pdf,
    Rtf,

    /// <summary>A text of LibreOffice: a zip whose first entry names its type.</summary>
    OpenDocument,

    /// <summary>The compound file of Word 97 to 2003 and of WPS.</summary>
    Doc,

    /// <summary>A compound file around an encrypted package.</summary>
    Encrypted,

    /// <summary>Known, but nothing that holds a report: a program, a picture, a sheet.</summary>
    Unsupported,
}

internal static class FileTypes
{
    /// <summary>Bytes of a zip entry before its name.</summary>
    private const int LocalHeader = 30;

    /// <summary>The first entry's name and its contents, which are stored as they are.</summary>
    private static ReadOnlySpan<byte> OpenDocumentText => "mimetypeapplication/vnd.oasis.opendocument.text"u8;

    private static readonly (byte[] Magic, string What)[] Others =
    [
        ("MZ"u8.ToArray(), "a Windows program"), ([0x7F, .. "ELF"u8], "a program"),
            ([0x89, .. "PNG"u8], "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"),
        ("GIF8"u8.ToArray(), "a picture"), ("Rar!"u8.ToArray(), "a rar pack"),
            ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z pack"), ([0x1F, 0x8B, 0x08], "a gzip pack"),
        ("SQLite format 3"u8.ToArray(), "a database"),
    ];

    public static (FileType Type, string What) Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\x03\x04"u8) && bytes.Length > LocalHeader && bytes[LocalHeader..].StartsWith(OpenDocumentText))
            return (FileType.OpenDocument, "odt");
        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8))
            return (FileType.Zip, "zip");
        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0)
            return (FileType.Pdf, "pdf");
        if (bytes.StartsWith("{\\rtf"u8))
            return (FileType.Rtf, "rtf");
        if (bytes.Length >= 8 && BinaryPrimitives.ReadUInt64BigEndian(bytes) == 0xD0CF11E0A1B11AE1)
            return Compound(bytes);
        foreach (var (magic, what) in Others)
        {
            // A text may begin with these letters; a program or a picture has a zero soon after.
            if (bytes.StartsWith(magic) && bytes[..Math.Min(bytes.Length, 512)].Contains((byte)0))
                return (FileType.Unsupported, what);
        }

        return (FileType.Text, "text");
    }

    private static (FileType, string) Compound(ReadOnlySpan<byte> bytes)
    {
        bool Holds(ReadOnlySpan<byte> bytes, string stream) => bytes.IndexOf(Encoding.Unicode.GetBytes(stream)) >= 0;
        if (Holds(bytes, "EncryptedPackage"))
            return (FileType.Encrypted, "an encrypted document");
        if (Holds(bytes, "WordDocument"))
            return (FileType.Doc, "doc");
        return (FileType.Unsupported, "a compound file without a text document");
    }
}
