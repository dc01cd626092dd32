namespace KnowledgeBase.Reports.Formats.Converters;

/// <summary>doc, wps and rtf, through LibreOffice: it writes docx, which is then read like any other.</summary>
internal static class OfficeFile
{
    /// <summary>Of address space, of which LibreOffice takes more than it uses.</summary>
    private const long Memory = 4L << 30;

    /// <returns>The docx file.</returns>
    public static byte[] Convert(ReadOnlyMemory<byte> bytes, string type, ReadingOptions options, CancellationToken cancel)
    {
        var program = ConverterPath.Find(options.OfficeConverter)
            ?? throw new RefusedException(
                "converter-missing",
                $"a {type} file needs {PdfFile.Named(options.OfficeConverter, "soffice (LibreOffice)")}, which is not installed",
                    retry: true);
        using var child = new ConverterProcess();
        var file = Path.Combine(child.Folder, $"in.{type}");
        File.WriteAllBytes(file, bytes.Span);
        var profile = new Uri(Path.Combine(child.Folder, "profile")).AbsoluteUri;
        string[] arguments =
            ["--headless", "--norestore", "--nolockcheck", "--nodefault", $"-env:UserInstallation={profile}",
                "--convert-to", "docx", "--outdir", Path.Combine(child.Folder, "out"), file];
        var converted = child.Run(
            program, arguments, Memory, options.MaxConverterTime, options.MaxConverterTime, options.MaxTextLength, cancel);

        var written = new FileInfo(Path.Combine(child.Folder, "out", "in.docx"));
        if (!written.Exists)
            throw new RefusedException("converter-failed", $"LibreOffice ended with {converted.ExitCode} and wrote no document");
        if (written.Length > options.MaxFileBytes)
            throw new RefusedException("too-large", $"the converted document has {written.Length} bytes");
        return File.ReadAllBytes(written.FullName);
    }

    public static ReadingNote NoteOf(ReadingOptions options) =>
        new("converted", $"read by LibreOffice, {ConverterProcess.Describe(Memory, options.MaxConverterTime)}");
}
