using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// The features of a sentence: its distinct runs of one to three folded characters, all numbers alike, with a mark where it begins; and
/// which kinds of cue words it holds (sentence-cues.txt), for two words that mean the same may share no character.
/// </summary>
internal static class SentenceFeatures
{
    private const int LongestRun = 3;

    /// <summary>A kind of cue words counts as many runs: of runs a sentence has a hundred.</summary>
    private const double CueWeight = 3;
    private const int MostCues = 3;

    private static readonly (string Feature, string[] Words)[] Cues =
        [.. DataFile.Blocks("sentence-cues.txt").Select(block => ($"<{block.Name}>", block.Entries.Distinct().ToArray()))];

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

        foreach (var (feature, words) in Cues)
        {
            var found = 0;
            foreach (var word in words)
                if (found < MostCues && text.Contains(word, StringComparison.Ordinal))
                    features.Add(feature + ++found);
        }

        return features;
    }

    /// <summary>What a feature counts beside a run of characters.</summary>
    public static double WeightOf(string feature) => feature.Length > LongestRun ? CueWeight : 1;

    /// <summary>What a sentence's sum is divided by, so that long ones are no surer than short ones.</summary>
    public static double NormOf(int features) => Math.Sqrt(Math.Max(1, features));

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
