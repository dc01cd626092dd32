using System.Buffers;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>
/// The features of a sentence: its distinct runs of one or two folded characters, all numbers alike, with a mark where it begins; and
/// which kinds of cue words it holds (sentence-cues.txt), for two words that mean the same may share no character.
/// </summary>
internal static class SentenceFeatures
{
    /// <summary>Runs of three made unseen sentences no likelier to be told right, and the probabilities of the wrong ones surer.</summary>
    private const int LongestRun = 2;

    /// <summary>A kind of cue words counts as many runs: of runs a sentence has sixty.</summary>
    private const double CueWeight = 3;
    private const int MostCues = 3;

    private static readonly Cue[] Cues =
        [.. DataFile.Blocks("sentence-cues.txt").Select(block => new Cue($"<{block.Name}>", [.. block.Entries.Distinct()]))];

    private const char Beginning = '^';
    private const char AnyNumber = '0';

    /// <summary>Longer sentences are judged by their beginning: what they say stands there, and time stays bounded.</summary>
    private const int LongestSentence = 160;

    /// <summary>How many runs a sentence has at the most.</summary>
    public const int MostRuns = (LongestSentence + 1) * LongestRun;

    private const int Slots = 1024;

    /// <summary>All features, as they stand in the list of weights.</summary>
    public static HashSet<string> Of(ReadOnlySpan<char> sentence)
    {
        var text = Normalize(sentence);
        Span<ulong> runs = stackalloc ulong[MostRuns];
        var features = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in runs[..Runs(text, runs)])
            features.Add(Text(run));
        foreach (var cue in CuesOf(text))
            features.Add(cue);
        return features;
    }

    /// <summary>The text whose runs and cues are the features.</summary>
    public static string Normalize(ReadOnlySpan<char> sentence)
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

    /// <summary>Writes the distinct runs, packed, in their order; returns how many.</summary>
    public static int Runs(ReadOnlySpan<char> normalized, Span<ulong> runs)
    {
        Span<ulong> seen = stackalloc ulong[Slots];
        seen.Clear();
        var count = 0;
        for (var length = 1; length <= LongestRun; length++)
        {
            for (var start = 0; start + length <= normalized.Length; start++)
            {
                var run = Pack(normalized.Slice(start, length));
                var slot = (int)(run * 0x9E3779B97F4A7C15UL >> 54);
                while (seen[slot] != 0 && seen[slot] != run)
                    slot = (slot + 1) & (Slots - 1);
                if (seen[slot] == run)
                    continue;
                seen[slot] = run;
                runs[count++] = run;
            }
        }

        return count;
    }

    /// <summary>A run of characters as a number that is never 0.</summary>
    public static ulong Pack(ReadOnlySpan<char> run)
    {
        var packed = (ulong)run.Length;
        foreach (var c in run)
            packed = (packed << 16) | c;
        return packed;
    }

    /// <summary>Whether a feature is a run of characters and no kind of cue words.</summary>
    public static bool IsRun(string feature) => feature.Length <= LongestRun;

    /// <summary>The kinds of cue words that a text holds, each as often as it holds different ones, up to a limit.</summary>
    public static IEnumerable<string> CuesOf(string normalized)
    {
        foreach (var cue in Cues)
        {
            if (!normalized.AsSpan().ContainsAny(cue.Any))
                continue;
            var found = 0;
            foreach (var word in cue.Words)
            {
                if (found < MostCues && normalized.Contains(word, StringComparison.Ordinal))
                    yield return cue.Feature + ++found;
            }
        }
    }

    /// <summary>What a feature counts beside a run of characters.</summary>
    public static double WeightOf(string feature) => IsRun(feature) ? 1 : CueWeight;

    /// <summary>What a sentence's sum is divided by, so that long ones are no surer than short ones.</summary>
    public static double NormOf(int features) => Math.Sqrt(Math.Max(1, features));

    private static string Text(ulong run)
    {
        var length = run >> 32 != 0 ? 2 : 1;
        return string.Create(length, run, static (text, packed) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, packed >>= 16)
                text[i] = (char)packed;
        });
    }

    private sealed record Cue(string Feature, string[] Words)
    {
        public SearchValues<string> Any { get; } = SearchValues.Create(Words, StringComparison.Ordinal);
    }
}
