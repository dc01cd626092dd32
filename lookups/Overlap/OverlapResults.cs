namespace KnowledgeBase.Lookups.Overlap;

/// <summary>What a part of a draft is.</summary>
public enum OverlapKind
{
    /// <summary>Stands in no report.</summary>
    Own,

    /// <summary>Stands in a report.</summary>
    Copied,

    /// <summary>Stands in so many independent reports that it counts nothing.</summary>
    SetPhrase,

    /// <summary>Replaced, added or left out within what is copied; counts nothing.</summary>
    Changed,

    /// <summary>A few copied letters beside a set phrase (和, 深入, 不断): too short to have been copied; counts nothing.</summary>
    Joint,
}

/// <summary>A part of a sentence.</summary>
/// <param name="Start">Offset in the draft, in UTF-16 code units.</param>
public readonly record struct OverlapSpan(int Start, int Length, OverlapKind Kind);

/// <summary>A difference between a sentence and its source. One of the two may be empty.</summary>
/// <param name="Start">Offset in the draft.</param>
/// <param name="SourceStart">Offset in the passage's text.</param>
public readonly record struct OverlapChange(int Start, int Length, int SourceStart, int SourceLength);

/// <summary>Where a sentence stands in the collection.</summary>
/// <param name="Start">Offset in the passage's text of what both have in common, from the first to the last of it.</param>
/// <param name="Letters">Letters in common.</param>
/// <param name="Changes">In a near copy, what differs.</param>
public sealed record OverlapSource(int Report, int Passage, int Start, int Length, int Letters, IReadOnlyList<OverlapChange> Changes);

/// <summary>A sentence of a draft.</summary>
/// <param name="Start">Offset in the draft.</param>
/// <param name="Spans">Covering its letters, from left to right.</param>
/// <param name="Sources">The one that has most of it first.</param>
public sealed record OverlapSentence(
    int Start, int Length, int Copied, int Own, int SetPhrase, IReadOnlyList<OverlapSpan> Spans, IReadOnlyList<OverlapSource> Sources)
{
    /// <summary>Whether its best source has nearly all of it, with some characters changed.</summary>
    public bool IsNearCopy => Sources is [var best, ..] && best.Changes.Count > 0;
}

/// <summary>A draft beside the collection. Counts are letters.</summary>
/// <param name="Sentences">All of the draft, in their order.</param>
public sealed record OverlapResult(IReadOnlyList<OverlapSentence> Sentences)
{
    public int Copied => Sentences.Sum(sentence => sentence.Copied);

    public int Own => Sentences.Sum(sentence => sentence.Own);

    public int SetPhrase => Sentences.Sum(sentence => sentence.SetPhrase);

    /// <summary>
    /// From 0 to 1: what is copied, of what is copied or own. Pasting more from the collection adds to the former alone, so it never falls
    /// by that; set phrases change nothing.
    /// </summary>
    public double Score => Copied == 0 ? 0 : (double)Copied / (Copied + Own);
}
