using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Lookups.Suggestions;

/// <summary>The letters that people type for characters: xxxsdy for 学习形式单一.</summary>
public static class PinyinInitials
{
    /// <summary>One letter for each character with a reading, digits and letters as they are in lower case; all else is left out.</summary>
    public static string Of(string text) => string.Concat(text.Select(LetterOf).OfType<char>());

    private static char? LetterOf(char c) => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : Pinyin.InitialOf(c);
}
