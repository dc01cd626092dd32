using KnowledgeBase.Reports.Formats.Zip;

namespace KnowledgeBase.Reports.Formats.Docx;

/// <summary>Which entry of the package plays which part, by the package's own list of content types.</summary>
internal sealed class DocxParts
{
    private const string ContentTypes = "[Content_Types].xml";
    private readonly List<(string Type, string Name)> _parts = [];

    private DocxParts()
    {
    }

    /// <summary>The parts of a package; null where the pack is none.</summary>
    public static DocxParts? Find(ZipContents pack, ReadingOptions options, CancellationToken cancel)
    {
        if (pack.Find(ContentTypes) is not { } list)
            return null;
        var parts = new DocxParts();
        XmlLimits.ReadAll(pack.Open(list), options, xml =>
        {
            if (xml.LocalName == "Override" && xml.GetAttribute("ContentType") is { } type && xml.GetAttribute("PartName") is { } name)
                parts._parts.Add((type, name.TrimStart('/')));
        }, cancel);
        return parts;
    }

    /// <summary>word, spreadsheet or presentation: the first part of the package's content types that names a main document.</summary>
    public string? MainType => _parts.Select(p => p.Type).FirstOrDefault(t => t.EndsWith(".main+xml", StringComparison.Ordinal));

    public string? Main => _parts.FirstOrDefault(p => IsWord(p.Type)).Name;

    /// <summary>header, footer, footnotes, styles … in the order of their names, so that header2 comes before header10.</summary>
    public IEnumerable<string> Named(string part) => _parts
        .Where(p => p.Type.EndsWith($".{part}+xml", StringComparison.Ordinal))
        .Select(p => p.Name).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal);

    private static bool IsWord(string type) => type.EndsWith(".main+xml", StringComparison.Ordinal)
        && (type.Contains("wordprocessingml", StringComparison.Ordinal) || type.Contains("ms-word", StringComparison.Ordinal));
}
