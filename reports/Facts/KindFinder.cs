using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Structuring;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The kind of a report (文种), by the words of its title or of its opening, as kind-words.txt lists them.</summary>
internal static class KindFinder
{
    private const int OpeningLength = 600;

    private static readonly (string Word, ReportKind Kind)[] TitleWords = Words("title");
    private static readonly (string Word, ReportKind Kind)[] OpeningWords = Words("opening");
    private static readonly string[] Lists = ["成绩清单", "问题清单", "任务清单"];

    public static Fact<ReportKind>? Find(Title title, string text, int bodyStart)
    {
        foreach (var (word, kind) in TitleWords)
            if (title.Words.Contains(word, StringComparison.Ordinal))
                return new(kind, word, title.Start < 0 ? -1 : text.IndexOf(word, title.Start, StringComparison.Ordinal), 0.95);

        if (Lists.Count(list => text.Contains(list, StringComparison.Ordinal)) >= 2)
            return new(ReportKind.三张清单, Lists[1], text.IndexOf(Lists[1], StringComparison.Ordinal), 0.8);

        var opening = text.AsSpan(bodyStart, Math.Min(OpeningLength, text.Length - bodyStart));
        foreach (var (word, kind) in OpeningWords)
            if (opening.IndexOf(word, StringComparison.Ordinal) is var offset and >= 0)
                return new(kind, word, bodyStart + offset, 0.7);

        return null;
    }

    private static (string Word, ReportKind Kind)[] Words(string block) =>
    [
        .. DataFile.Block("kind-words.txt", block)
            .Select(line => line.Split('\t'))
            .Select(columns => (columns[0], Enum.Parse<ReportKind>(columns[1]))),
    ];
}
