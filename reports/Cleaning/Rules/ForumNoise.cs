using System.Buffers;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Random letters, digits and signs that forums put between the lines against copying: 「; p* s- E0 g% T」.</summary>
internal sealed class ForumNoise : CleaningRule
{
    private const string Odd = "!@#$^&*_=+{}[]|\\;'\"<>?~`";
    private const int Shortest = 6;
    private static readonly SearchValues<char> Signs = SearchValues.Create(Odd + "%0123456789");

    private const int FewestProven = 2;
    private const int LongestShort = 20;

    public override string Name => "forum-noise";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        // Where long runs of noise stand between the lines, short ones are noise as well.
        var proven = draft.Lines.Count(line => IsNoise(line.Span.Trim()) || IsNoiseLine(line.Span.Trim()));
        if (proven >= FewestProven)
            foreach (var line in draft.Lines)
                if (line.Span.Trim() is { Length: > 0 and <= LongestShort } run && IsShortNoise(run))
                    draft.RemoveLine(line, Name, "random characters against copying, as elsewhere in the text");

        draft.ApplyPending();
        foreach (var line in draft.Lines)
        {
            var span = line.Span;
            for (var i = 0; i < span.Length;)
            {
                if (span[i] is <= ' ' or > '~')
                {
                    i++;
                    continue;
                }

                var end = i;
                while (end < span.Length && span[end] is >= ' ' and <= '~')
                    end++;

                // Noise stands between lines, not within a sentence.
                var atEdge = i == 0 || end == span.Length || Characters.EndsSentence(span[i - 1]);
                var run = span[i..end].TrimEnd();
                if (atEdge && (IsNoise(run) || (run.Length == span.Trim().Length && IsNoiseLine(run))))
                    draft.Remove(line.Start + i, run.Length, Name, "random characters against copying");

                i = end;
            }
        }
    }

    /// <summary>Letters and signs without a word, a number or a character of Chinese.</summary>
    private static bool IsShortNoise(ReadOnlySpan<char> run)
    {
        if (run.ContainsAnyExceptInRange(' ', '~') || !run.ContainsAnyInRange('A', 'z') || run.StartsWith("##"))
            return false;

        return run.ContainsAny(Signs) || run.Contains(' ') || Changes(run) * 2 >= run.Length;
    }

    private static bool IsNoise(ReadOnlySpan<char> run)
    {
        int odd = 0, letters = 0, digits = 0, marks = 0, blanks = 0;
        var kinds = 0;
        Span<bool> seen = stackalloc bool[128];
        foreach (var c in run)
        {
            if (c == ' ')
                blanks++;
            else if (char.IsAsciiLetter(c))
                letters++;
            else if (char.IsAsciiDigit(c))
                digits++;
            else if (Odd.Contains(c, StringComparison.Ordinal))
            {
                odd++;
                kinds += seen[c] ? 0 : 1;
                seen[c] = true;
            }
            else
                marks++;
        }

        var solid = run.Length - blanks;
        if (solid < Shortest || letters == 0 || run.StartsWith("##"))
            return false;

        // Addresses and English words hold long runs of letters; noise changes its class at every other character.
        return kinds >= (blanks == 0 ? 3 : 2) && (blanks > 0 || solid >= 10)
            && odd * 6 >= solid && Changes(run) * 2 >= solid && (digits > 0 || odd >= 3);
    }

    /// <summary>A whole line without blanks that mixes letters of both cases with digits or signs: 「bEJ8Jie9%E91fb」.</summary>
    private static bool IsNoiseLine(ReadOnlySpan<char> run) =>
        run.Length >= 8 && !run.Contains(' ') && run.ContainsAny(Signs) && run.ContainsAnyInRange('a', 'z')
            && run.ContainsAnyInRange('A', 'Z') && Changes(run) * 5 >= run.Length * 2
        && !run.Contains("://", StringComparison.Ordinal) && !run.StartsWith("##");

    private static int Changes(ReadOnlySpan<char> run)
    {
        var changes = 0;
        var before = 0;
        foreach (var c in run)
        {
            if (c == ' ')
                continue;

            var now = char.IsAsciiLetterLower(c) ? 1 : char.IsAsciiLetterUpper(c) ? 2 : char.IsAsciiDigit(c) ? 3 : 4;
            changes += now == before ? 0 : 1;
            before = now;
        }

        return changes;
    }
}
