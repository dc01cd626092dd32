namespace KnowledgeBase.Reports.Language;

/// <summary>Where the sentences of a paragraph begin.</summary>
internal static class Sentences
{
    /// <summary>
    /// Places of the first characters; a sentence keeps the closing quotes that follow its full stop. A semicolon ends one only where it is
    /// asked for.
    /// </summary>
    public static List<int> Starts(ReadOnlySpan<char> text, bool semicolons)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (!IsEnd(text[i], semicolons))
                continue;

            var next = i + 1;
            while (next < text.Length && (IsEnd(text[next], semicolons) || Characters.Closes(text[next]) || Characters.IsBlank(text[next])))
                next++;

            if (next < text.Length)
                starts.Add(next);

            i = next - 1;
        }

        return starts;
    }

    private static bool IsEnd(char c, bool semicolons) => c is '。' or '！' or '？' or '!' or '?' || (semicolons && c is '；' or ';');
}
