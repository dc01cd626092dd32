namespace KnowledgeBase.Reports;

/// <summary>What a passage is about, with the words that prove it.</summary>
/// <param name="Name">One of <see cref="Topics.Names"/>.</param>
/// <param name="Evidence">The words as they stand in the passage, those of its heading first.</param>
public sealed record PassageTopic(string Name, IReadOnlyList<string> Evidence);
