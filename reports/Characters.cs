namespace KnowledgeBase.Reports;

/// <summary>Classes of characters that every room tells apart in the same way.</summary>
internal static class Characters
{
    /// <summary>White space of any width, or a character without a shape. Not '\n'.</summary>
    public static bool IsBlank(char c) => c != '\n' && (char.IsWhiteSpace(c) || IsInvisible(c) || char.IsControl(c));

    /// <summary>
    /// Zero-width characters that hide between the letters of a mark: U+200B, U+2060, byte order marks, soft hyphens, private use,
    /// variation selectors.
    /// </summary>
    public static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u180E' or '\uFEFF' or (>= '\u200B' and <= '\u200F')
            or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
        or (>= '\uE000' and <= '\uF8FF') or (>= '\uFE00' and <= '\uFE0F');

    public static bool IsHan(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or '〇' or '×';

    public static bool IsAsciiLetterOrDigit(char c) => char.IsAsciiLetterOrDigit(c);

    /// <summary>Punctuation after which a sentence is over.</summary>
    public static bool EndsSentence(char c) => c is '。' or '！' or '？' or '；' or '!' or '?' or ';' or '…';

    /// <summary>Closing quotes and brackets that may follow the end of a sentence.</summary>
    public static bool Closes(char c) => c is '”' or '’' or '"' or '）' or ')' or '》' or '」' or '』' or '】' or '〕' or ']';
}
