using System.Globalization;

namespace KnowledgeBase.Engine.Segments;

/// <summary>The number that names a segment's file, and the length and checksum that identify its content.</summary>
internal sealed record SegmentName(long Number, long Bytes, uint Checksum)
{
    public const string Prefix = "segment-";

    public string File => FileOf(Number);

    /// <summary>The number in the name of a segment's file.</summary>
    public static bool TryParse(string file, out long number)
    {
        number = 0;
        return file.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(file.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

    public static string FileOf(long number) => $"{Prefix}{number:x8}";
}
