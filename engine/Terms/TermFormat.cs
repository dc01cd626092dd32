namespace KnowledgeBase.Engine.Terms;

/// <summary>
/// The terms of a segment in ascending order, and where each one's postings lie.
/// <code>
/// terms:  blocks of 32 terms (the last may be shorter); in a block per term: difference to the term before it (the first: 0) varint · bytes of its postings varint
/// index:  per block: first term u32 · offset of the block u32 · offset of the first postings u64
/// </code>
/// The lists lie in the order of the terms, one directly after another.
/// </summary>
internal static class TermFormat
{
    public const int Block = 32;
    public const int IndexEntry = 16;
}
