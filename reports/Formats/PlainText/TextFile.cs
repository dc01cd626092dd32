namespace KnowledgeBase.Reports.Formats.PlainText;

/// <summary>Plain text: its characters are the document.</summary>
internal static class TextFile
{
    public static RawDocument Read(DecodedText decoded) => new()
    {
        Text = decoded.Text,
        Format = "txt",
        Encoding = decoded.Encoding,
        Boilerplate = PageBreaks.Of(decoded.Text),
        Notes = decoded.Notes,
    };
}
