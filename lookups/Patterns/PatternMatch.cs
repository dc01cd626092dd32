using KnowledgeBase.Engine;

namespace KnowledgeBase.Lookups.Patterns;

/// <summary>An occurrence of a pattern in a text.</summary>
/// <param name="Start">Of its first literal or filler.</param>
public sealed record PatternMatch(int Start, int Length, IReadOnlyList<TextSpan> Literals, IReadOnlyList<TextSpan> Fillers);
