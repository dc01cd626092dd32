using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>Cuts a long passage into parts of about equal length, at the ends of sentences where there are any.</summary>
internal static class PassageParts
{
    /// <summary>The offsets of the parts; one alone where the passage is short enough.</summary>
    public static List<int> Starts(string passage)
    {
        var starts = new List<int> { 0 };
        if (passage.Length <= Passage.MaxLength)
            return starts;

        var count = (passage.Length + Passage.MaxLength - 1) / Passage.MaxLength;
        var aim = (passage.Length + count - 1) / count;
        var breaks = Breaks(passage);
        while (passage.Length - starts[^1] > Passage.MaxLength)
        {
            var start = starts[^1];
            var best = breaks.Where(at => at > start && at <= start + Passage.MaxLength)
                .DefaultIfEmpty(-1)
                .MinBy(at => Math.Abs(at - start - aim));
            starts.Add(best > 0 ? best : start + WholeCharacters(passage, start));
        }

        return starts;
    }

    /// <summary>Lines and sentences; in a text without, clauses.</summary>
    private static List<int> Breaks(string passage)
    {
        var breaks = Sentences.Starts(passage, semicolons: true);
        for (var i = 1; i < passage.Length; i++)
            if (passage[i - 1] == '\n')
                breaks.Add(i);

        if (breaks.Count < passage.Length / Passage.MaxLength)
            for (var i = 1; i < passage.Length; i++)
                if (passage[i - 1] is '，' or '、' or ',' or ' ' or '　' or '\t')
                    breaks.Add(i);

        return breaks;
    }

    private static int WholeCharacters(string passage, int start) =>
        char.IsHighSurrogate(passage[start + Passage.MaxLength - 1]) ? Passage.MaxLength - 1 : Passage.MaxLength;
}
