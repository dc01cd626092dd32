namespace KnowledgeBase.Reports.Splitting;

/// <summary>The range of a cleaned text that is one report.</summary>
internal readonly record struct ReportPart(int Start, int End);

/// <summary>Splits a cleaned text into its reports.</summary>
internal static class ReportSplitter
{
    private const int LongestCover = 200;

    /// <summary>The reports in order; together they cover the text but for the line ends between them.</summary>
    public static List<ReportPart> Split(string text)
    {
        var paragraphs = Paragraph.Split(text, 0, text.Length);
        var starts = CollectionSplitter.Split(text, paragraphs);
        if (starts.Count == 0)
            return text.Length == 0 ? [] : [new(0, text.Length)];

        // What stands before the first report and is no cover belongs to it: no character may be lost.
        starts[0] = 0;
        return [.. starts.Select((start, i) => new ReportPart(paragraphs[start].Start, EndOf(i)))];

        int EndOf(int i) => i + 1 < starts.Count ? paragraphs[starts[i + 1]].Start - 1 : text.Length;
    }

    /// <summary>The length of a collection's own title before its first report; 0 where the text has none.</summary>
    public static int CoverLength(string text)
    {
        var paragraphs = Paragraph.Split(text, 0, text.Length);
        var starts = CollectionSplitter.Split(text, paragraphs);
        if (starts.Count == 0)
            return 0;

        var cover = paragraphs[starts[0]].Start;
        return cover <= LongestCover && !text.AsSpan(0, cover).Contains('。') ? cover : 0;
    }
}
