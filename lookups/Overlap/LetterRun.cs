namespace KnowledgeBase.Lookups.Overlap;

/// <summary>The same letters in a sentence and in a passage.</summary>
/// <param name="Start">The first letter in the sentence.</param>
/// <param name="Source">The first letter in the passage.</param>
internal readonly record struct LetterRun(int Start, int Source, int Length);
