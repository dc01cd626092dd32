using KnowledgeBase.Reports.Cleaning;

namespace KnowledgeBase.Reports.Structuring;

/// <summary>The stretch of a cleaned text that is one report.</summary>
internal readonly record struct ReportPart(int Start, int End);

internal static class ReportSplitter
{
    private const int LongestCover = 200;

    /// <summary>The reports of a cleaned text. A collection's own title goes from the draft: it belongs to none of them.</summary>
    public static List<ReportPart> Cut(Draft draft)
    {
        var paragraphs = Paragraph.Split(draft.Text, 0, draft.Text.Length);
        var starts = CollectionSplitter.Split(draft.Text, paragraphs);
        if (starts.Count > 0 && paragraphs[starts[0]].Start is var cover and > 0)
        {
            if (cover <= LongestCover && !draft.Text.AsSpan(0, cover).Contains('。'))
            {
                draft.Remove(0, cover, "collection-cover", "the collection's own title, of no report in it");
                draft.Settle();
                paragraphs = Paragraph.Split(draft.Text, 0, draft.Text.Length);
                starts = CollectionSplitter.Split(draft.Text, paragraphs);
            }
            else
                starts[0] = 0;
        }

        if (starts.Count == 0)
            return draft.Text.Length == 0 ? [] : [new(0, draft.Text.Length)];

        return [.. starts.Select((start, i) => new ReportPart(paragraphs[start].Start, i + 1 < starts.Count ? paragraphs[starts[i + 1]].Start - 1 : draft.Text.Length))];
    }
}
