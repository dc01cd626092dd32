namespace KnowledgeBase.Reports.Formats.Zip;

/// <summary>One line of a pack's directory.</summary>
/// <param name="Name">With '/' between folders; ends in '/' for a folder.</param>
/// <param name="Size">As declared, never relied on.</param>
/// <param name="HeaderAt">Where the entry's own header stands in the file.</param>
internal sealed record ZipEntry(string Name, int Method, bool IsEncrypted, uint Crc, long PackedSize, long Size, long HeaderAt)
{
    public bool IsFolder => Name.EndsWith('/');
}
