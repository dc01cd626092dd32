namespace KnowledgeBase.Reports.Facts;

/// <summary>A word of the vocabulary of topics.</summary>
/// <param name="Text">The word, in simplified characters.</param>
/// <param name="Proofs">The topics that it speaks for, by number, and whether it proves them alone.</param>
internal sealed record TopicWord(string Text, IReadOnlyList<(int Topic, bool IsStrong)> Proofs);
