using KnowledgeBase.Lookups.Wording;

namespace KnowledgeBase.Lookups.Trends;

/// <summary>The wordings of a text that may go out of use: names in quotation marks, and one to three words in a row.</summary>
internal static class DraftWordings
{
    private const int Shortest = 4;
    private const int Longest = 12;
    private const int MostWords = 3;

    private static readonly Segmenter Segmenter = new(WordTable.Instance);

    /// <summary>Offsets of what to ask about, each wording once, the longest first.</summary>
    public static IReadOnlyList<(int Start, string Text)> Of(string text)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (start, name) in Quoted(text))
            found.TryAdd(name, start);
        var tokens = Segmenter.Cut(text);
        for (var first = 0; first < tokens.Count; first++)
        {
            for (var last = first; last < tokens.Count && last < first + MostWords; last++)
            {
                var (start, end) = (tokens[first].Start, tokens[last].Start + tokens[last].Text.Length);
                if (last > first && tokens[last - 1].Start + tokens[last - 1].Text.Length != tokens[last].Start)
                    break;
                var isWording = end - start is >= Shortest and <= Longest && tokens[first].IsKnown && tokens[last].IsKnown
                    && !StopWords.Contains(tokens[first].Text) && !StopWords.Contains(tokens[last].Text)
                    && !text.AsSpan(start, end - start).ContainsAnyInRange('0', '9');
                if (isWording)
                    found.TryAdd(text[start..end], start);
            }
        }

        return [.. found.Select(entry => (entry.Value, entry.Key))
            .OrderByDescending(entry => entry.Key.Length).ThenBy(entry => entry.Value)];
    }

    /// <summary>Names in quotation marks.</summary>
    public static IEnumerable<(int Start, string Text)> Quoted(string text)
    {
        const int LongestName = 24;
        for (var open = text.IndexOf('“', StringComparison.Ordinal); open >= 0; open = text.IndexOf('“', open + 1))
        {
            var close = text.IndexOf('”', open);
            if (close > open + 2 && close - open <= LongestName)
                yield return (open + 1, text[(open + 1)..close]);
        }
    }
}
