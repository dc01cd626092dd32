namespace KnowledgeBase.Lookups.Suggestions;

/// <summary>What a suggestion is.</summary>
public enum SuggestionKind
{
    /// <summary>A unit, found by any of its names.</summary>
    Unit,

    /// <summary>A group of problems, found by any of its wordings.</summary>
    Problem,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>Words that a passage holds.</summary>
    Phrase,
}

/// <summary>What can be suggested.</summary>
/// <param name="Text">As a report has it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many passages, or items of a problem, it stands for.</param>
/// <param name="Key">What addresses it: the id of a group of problems, otherwise the text.</param>
/// <param name="Names">All texts that it is found by, the text itself first.</param>
public sealed record SuggestedTerm(string Text, SuggestionKind Kind, long Count, string Key, IReadOnlyList<string> Names)
{
    private string[]? _initials;

    /// <summary>The names as people type them by pinyin.</summary>
    internal IReadOnlyList<string> Initials => _initials ??= [.. Names.Select(PinyinInitials.Of)];
}
