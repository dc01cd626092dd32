namespace KnowledgeBase.Lookups.Patterns;

/// <summary>A gap of a pattern, and how many characters it may hold.</summary>
internal readonly record struct PatternFiller(int Shortest, int Longest);
