namespace KnowledgeBase.Lookups.Patterns;

/// <summary>Where a pattern stands in the collection.</summary>
/// <param name="Text">The sentence, or the heading, that holds it.</param>
/// <param name="Start">Of that text in the passage's text; 0 for a heading.</param>
/// <param name="Match">In that text.</param>
public sealed record PatternOccurrence(int Report, int Passage, string Text, int Start, PatternMatch Match)
{
    public string Filler(int number) => Text.Substring(Match.Fillers[number].Start, Match.Fillers[number].Length);
}
