namespace KnowledgeBase.Lookups.Problems;

/// <summary>The problems that one report names, in its order.</summary>
public sealed record ReportProblems(ProblemItem[] Items);
