using KnowledgeBase.Engine;

namespace KnowledgeBase.SearchApi.Search;

/// <summary>Cuts a piece out of a text around its matches, at the ends of sentences where these are near enough.</summary>
internal static class Snippets
{
    private const string SentenceEnds = "。！？；!?;\n";

    /// <summary>
    /// A place in the text of at most <paramref name="length"/> characters that holds the first match and what fits beside it.
    /// </summary>
    public static TextSpan Cut(string text, IReadOnlyList<TextSpan> matches, int length)
    {
        if (text.Length <= length)
            return new TextSpan(0, text.Length);
        var first = matches.Count > 0 ? matches[0] : new TextSpan(0, 0);
        var start = SentenceStart(text, first.Start);
        if (first.Start + first.Length - start > length)
            start = Math.Max(start, first.Start - Math.Max(0, (length - first.Length) / 2));
        var end = Math.Min(text.Length, start + length);

        // As many whole sentences as fit; one that does not fit at all is cut.
        for (var at = end; at > first.Start + first.Length && at > start; at--)
            if (at == text.Length || SentenceEnds.Contains(text[at - 1], StringComparison.Ordinal))
                return new TextSpan(start, at - start);
        start -= start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        return new TextSpan(start, end - start);
    }

    private static int SentenceStart(string text, int from)
    {
        while (from > 0 && !SentenceEnds.Contains(text[from - 1], StringComparison.Ordinal))
            from--;
        return from;
    }
}
