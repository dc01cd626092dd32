namespace KnowledgeBase.Lookups.Problems;

/// <summary>One problem that a report names: a passage, or a sentence of a passage that lists several.</summary>
/// <param name="Passage">The number of its passage in the report, from 0.</param>
/// <param name="Start">Offset in the passage's text, in UTF-16 code units, as are all of these.</param>
/// <param name="Length">Of the item in the passage's text.</param>
/// <param name="Head">What it says in short, exactly as written: its heading, or its first clause that names a fault.</param>
/// <param name="Key">Items of one key are one group.</param>
public sealed record ProblemItem(int Passage, int Start, int Length, string Head, string Key);
