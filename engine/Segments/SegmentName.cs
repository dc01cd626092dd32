namespace KnowledgeBase.Engine.Segments;

/// <summary>A segment's place on disk and what identifies its bytes.</summary>
internal sealed record SegmentName(long Number, long Bytes, uint Checksum)
{
    public const string Prefix = "segment-";

    public string File => FileOf(Number);

    public static string FileOf(long number) => $"{Prefix}{number:x8}";
}
