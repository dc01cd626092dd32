namespace KnowledgeBase.Engine.Sections;

/// <summary>
/// The sections of a segment. A column's number within its kind is added to the key; a blob's starts have the key after its own kind.
/// </summary>
internal static class SectionKeys
{
    public const uint Kind = 0x100;

    public const uint Info = 0x0100;
    public const uint Texts = 0x0200;
    public const uint Lengths = 0x0400;
    public const uint Ids = 0x0500;
    public const uint IdHashes = 0x0700;
    public const uint Stored = 0x0800;
    public const uint KeywordOrdinals = 0x0A00;
    public const uint KeywordValues = 0x0B00;
    public const uint NumberOrdinals = 0x0D00;
    public const uint NumberValues = 0x0E00;
    public const uint GroupStarts = 0x0F00;
    public const uint GroupKeys = 0x1000;
    public const uint GroupHashes = 0x1200;
    public const uint GroupOrder = 0x1300;
    public const uint Attachments = 0x1400;
    public const uint FieldFrequencies = 0x1600;
    public const uint TermIndex = 0x1700;
    public const uint Terms = 0x1800;
    public const uint Postings = 0x1900;
    public const uint Tokens = 0x1A00;
    public const uint CompressedAttachments = 0x1B00;
    public const uint Signatures = 0x1D00;
}
