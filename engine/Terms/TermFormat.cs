namespace KnowledgeBase.Engine.Terms;

/// <summary>
/// The terms of a segment in ascending order, and the location of each one's postings.
/// <code>
/// terms:  blocks of 32 terms (the last may be shorter); per term of a block: difference to the previous term (0 for the first) varint
///         · bytes of its postings varint
/// index:  per block: first term u32 · offset of the block u32 · offset of the first postings u64
/// </code>
/// The postings lists are stored in the order of the terms, without gaps.
/// </summary>
internal static class TermFormat
{
    public const int Block = 32;
    public const int IndexEntry = 16;
}
