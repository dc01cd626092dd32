using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// The features of a sentence: its distinct runs of one to three folded characters, all numbers alike, with a mark where it begins.
/// </summary>
internal static class SentenceFeatures
{
    private const int LongestRun = 3;
    private const char Beginning = '^';
    private const char AnyNumber = '0';

    /// <summary>Longer sentences are judged by their beginning: what they say stands there, and time stays bounded.</summary>
    private const int LongestSentence = 160;

    public static HashSet<string> Of(ReadOnlySpan<char> sentence)
    {
        var text = Normalize(sentence);
        var features = new HashSet<string>(StringComparer.Ordinal);
        for (var length = 1; length <= LongestRun; length++)
            for (var start = 0; start + length <= text.Length; start++)
                features.Add(text.Substring(start, length));

        return features;
    }

    private static string Normalize(ReadOnlySpan<char> sentence)
    {
        var number = Numbering.At(sentence)?.Length ?? 0;
        var rest = sentence[Math.Min(number, sentence.Length)..];
        var head = rest[..Math.Min(rest.Length, LongestSentence)].ToString();
        Span<char> normalized = stackalloc char[LongestSentence + 1];
        normalized[0] = Beginning;
        var count = 1;
        foreach (var c in FoldedText.Of(head, 0, head.Length).Text)
        {
            var isNumber = char.IsAsciiDigit(c) || c == 'x' || c == '×';
            if (isNumber && normalized[count - 1] == AnyNumber)
                continue;

            normalized[count++] = isNumber ? AnyNumber : c;
        }

        return normalized[..count].ToString();
    }
}
