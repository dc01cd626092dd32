namespace KnowledgeBase.Lookups.Trends;

/// <summary>A wording of a draft that reports wrote once and write no longer.</summary>
/// <param name="Start">Offset in the draft, in UTF-16 code units.</param>
/// <param name="Now">What the same units write now: passages of theirs that resemble the draft's sentence, the nearest first.</param>
/// <param name="NewWordings">Names that these units write now and did not write then, those of most units first.</param>
public sealed record RetiredWording(
    int Start,
    int Length,
    TrendSpan Span,
    IReadOnlyList<(int Report, int Passage)> Now,
    IReadOnlyList<(string Text, int Units)> NewWordings);
