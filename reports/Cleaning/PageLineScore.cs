using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>
/// How much a line by itself speaks for the page around a text (above zero) or for the text (below): the sum of many signs, none of which
/// decides. The weights were found by trial on pages of which some were kept back.
/// </summary>
internal static class PageLineScore
{
    /// <summary>Of a line that nothing of a report looks like.</summary>
    public const int Certain = 14;

    /// <summary>Of a sentence, a numbered heading, a long line without words of a page.</summary>
    public const int Text = -8;

    private const int Longest = 180;
    private const int LongestSentence = 90;

    private static readonly Regex Alone = DataFile.Expression(DataFile.Lines("page-lines.txt"));

    private static readonly FrozenDictionary<char, (string Word, int Weight)[]> Words = DataFile.Blocks("page-words.txt")
        .SelectMany(block => block.Entries.Select(word => (Word: word, Weight: int.Parse(block.Name, CultureInfo.InvariantCulture))))
        .DistinctBy(entry => entry.Word)
        .GroupBy(entry => entry.Word[0])
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Word.Length).ToArray());

    private static readonly Regex Stamp = new(
        "(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[0-9]{1,2}(?::|时)[0-9]{2}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Greeting = new(
        "^(?:各位|同志们|尊敬)|:$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static int Of(TextLine line)
    {
        var folded = line.Folded.Text;
        var isSentence = folded.IndexOf('。', Math.Min(12, folded.Length)) > 0;
        if (folded.Length > Longest || (isSentence && folded.Length > LongestSentence))
            return Text - 4;

        if (!isSentence && folded.Length > 1 && Alone.IsMatch(folded))
            return Certain;

        var (speaking, covered, plain) = Cover(folded);
        var bars = folded.AsSpan().Count('|') + folded.AsSpan().Count('丨') + folded.AsSpan().Count('>') + folded.AsSpan().Count('→');
        var score = Math.Min(speaking, 12);

        // A line of nothing else is a page's, if its words are its own and not one that a heading may consist of.
        if (plain == 0 && speaking >= 6)
            score += 4;
        else if (covered > plain && speaking > 0)
            score += 1;

        score -= plain / 3;
        if (bars > 1)
            score += speaking > 0 || folded.Contains('>', StringComparison.Ordinal) ? Math.Min(bars * 2, 6) : 0;

        if (Stamp.IsMatch(folded))
            score += 4;

        foreach (var c in folded)
            score -= c is ',' or '、' or ';' ? 1 : c is '。' ? 3 : 0;

        if (isSentence && folded.Length >= 18)
            score -= 4;

        if (LineShape.IsNumbered(folded))
            score -= 6;

        if (LineShape.TitleWeight(folded) > 1 && bars < 2)
            score -= 4;

        if (DateLine.Is(line.Span) || Greeting.IsMatch(folded))
            score -= 3;

        // Cells of a row: a menu that was saved with its tabs consists of a page's words.
        if (NameVetoes.IsInTableRow(line.Span) && covered < plain)
            score -= 4;

        // A sentence whose words are for the most part none of a page's is a report's, whichever pages it speaks of.
        return Math.Clamp(score, Text - 4, isSentence && plain >= covered ? Text : Certain);
    }

    /// <summary>What the words of pages weigh in a line, the characters that they hold, and the other letters of Chinese.</summary>
    private static (int Speaking, int Covered, int Plain) Cover(string folded)
    {
        int speaking = 0, covered = 0, plain = 0;
        for (var i = 0; i < folded.Length;)
        {
            var length = 0;
            if (Words.TryGetValue(folded[i], out var words))
                foreach (var (word, weight) in words)
                    if (folded.AsSpan(i).StartsWith(word, StringComparison.Ordinal))
                    {
                        speaking += weight;
                        covered += word.Length;
                        length = word.Length;

                        // A label: 「来源：」.
                        speaking += weight > 0 && i + length < folded.Length && folded[i + length] == ':' ? 1 : 0;
                        break;
                    }

            if (length == 0)
                plain += Characters.IsHan(folded[i]) ? 1 : 0;

            i += Math.Max(1, length);
        }

        return (speaking, covered, plain);
    }
}
