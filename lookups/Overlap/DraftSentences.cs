namespace KnowledgeBase.Lookups.Overlap;

/// <summary>The sentences of a draft, cut in the same way whatever stands before or after them.</summary>
public static class DraftSentences
{
    /// <summary>What has no full stop is cut into parts of so many characters.</summary>
    private const int Longest = 240;

    /// <summary>Offsets in UTF-16 code units; together with white space they make up the draft.</summary>
    public static IReadOnlyList<(int Start, int Length)> Of(string text)
    {
        var sentences = new List<(int, int)>();
        for (var start = 0; start < text.Length;)
        {
            if (char.IsWhiteSpace(text[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < text.Length && end - start < Longest && !IsEnd(text[end]))
                end++;
            if (end < text.Length && end - start == Longest && char.IsLowSurrogate(text[end]))
                end--;
            var next = end < text.Length && IsEnd(text[end]) ? end + 1 : end;
            var last = next;
            while (last > start && char.IsWhiteSpace(text[last - 1]))
                last--;
            sentences.Add((start, last - start));
            start = next;
        }

        return sentences;
    }

    private static bool IsEnd(char c) => c is '。' or '！' or '？' or '!' or '?' or '；' or ';' or '\n' or '\r';
}
