namespace KnowledgeBase.Engine.Sections;

/// <summary>
/// A file of named sections in which every byte is covered by a checksum.
/// <code>
/// magic u64 · version u32 · zero u32
/// sections, each from a multiple of 8 on, zeros between
/// directory:  count u32, then per section: key u32, offset u64, length u64
/// checksums:  CRC-32C u32 of each page of 16,384 bytes from the start of the file up to the directory (the last one is shorter)
/// tail:       directory offset u64 · CRC-32C u32 of directory and checksums · CRC-32C u32 of the twelve bytes before
/// </code>
/// Opening verifies header, directory and tail; a page is verified when it is first read.
/// </summary>
internal static class SectionFormat
{
    public const ulong Magic = 0x3130_4745_5342_4B00; // "\0KBSEG01"
    public const int HeaderBytes = 16;
    public const int TailBytes = 16;
    public const int PageBytes = 16_384;

    /// <summary>
    /// History: 1, the first. 2, traditional characters and Chinese numerals are folded (<see cref="Analysis.Folding"/>), texts are
    /// written in tokens, and attachments are compressed. 3, signatures of the first text field.
    /// </summary>
    public const uint Version = 3;
}
