using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>
/// What stands in a line besides the words that advertise. A line goes whole only where nothing of it can be a report's: a line that a
/// page's width broke, or a heading with an address behind it, holds words of both.
/// </summary>
/// <param name="Han">Chinese characters that belong to no sign.</param>
/// <param name="LongestRun">Letters, digits and Chinese characters that follow each other without a sign or punctuation.</param>
/// <param name="HasSentence">Whether there is the end of a sentence, before which nothing advertises.</param>
internal readonly record struct PlainWords(int Han, int LongestRun, bool HasSentence)
{
    // The longest runs of advertisements name what they sell: 「全国最大的机关材料写作平台」.
    private const int LongestOfAdvertisements = 11;

    // Among advertisements a line may praise the goods without a sign of its own.
    private const int LongestAmongAdvertisements = 20;

    /// <summary>Whether a report's words stand in the line, whatever else does.</summary>
    public bool AreReports => HasSentence || LongestRun > LongestOfAdvertisements;

    /// <summary>Whether they do in a line that stands among advertisements.</summary>
    public bool AreReportsAmongAdvertisements => HasSentence || LongestRun > LongestAmongAdvertisements;

    public static PlainWords Of(string folded, MarkSet marks)
    {
        int han = 0, run = 0, longest = 0;
        bool hasSentence = false, isPlain = true, hasWord = false;
        foreach (var c in AdvertisingSignals.WithoutSigns(folded, marks))
        {
            if (char.IsLetterOrDigit(c))
            {
                longest = Math.Max(longest, ++run);
                han += Characters.IsHan(c) ? 1 : 0;
                hasWord = true;
                continue;
            }

            run = 0;
            isPlain &= c != AdvertisingSignals.Sign;
            if (c is '。' or '!' or '?' or ';')
            {
                hasSentence |= isPlain && hasWord;
                (isPlain, hasWord) = (true, false);
            }
        }

        return new(han, longest, hasSentence);
    }
}
