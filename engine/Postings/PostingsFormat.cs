namespace KnowledgeBase.Engine.Postings;

/// <summary>
/// The documents of a term, ascending, each with its code of field frequencies (<see cref="FieldFrequencies"/>).
/// <code>
/// count varint
/// if count ≥ 128:
///   impact of the tail u16
///   for each full block of 128: last document u32 · end of the block's bytes u32, from the end of this table · impact u16
///                               · token of gaps u8 · token of codes u8
///   for each full block: 128 gaps, 128 codes (Codecs/PatchedPacking, which defines the token)
/// the tail, count mod 128 postings: varint gap × 2 + (code = 0 ? 0 : 1), then if odd varint code
/// </code>
/// A gap is the document less the previous one, less 1; the one before the first is −1. An impact is the greatest tf' of the block,
/// computed with the average lengths of the segment's own documents when it was written, as the upper half of a 32-bit float, rounded up.
/// With other averages tf' exceeds it at most by the greatest ratio of a new to an old average.
/// </summary>
internal static class PostingsFormat
{
    public const int Block = 128;
    public const int TableEntry = 12;

    /// <summary>The least 16-bit float that is not below a value.</summary>
    public static ushort Impact(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits >> 16) + ((bits & 0xFFFF) != 0 ? 1 : 0));
    }

    public static float Impact(ushort stored) => BitConverter.UInt32BitsToSingle((uint)stored << 16);
}
