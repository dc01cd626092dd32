namespace KnowledgeBase.Reports.Splitting;

/// <summary>One line of a cleaned text.</summary>
internal readonly record struct Paragraph(int Start, int Length)
{
    public int End => Start + Length;

    public static List<Paragraph> Split(string text, int start, int end)
    {
        var paragraphs = new List<Paragraph>();
        while (start < end)
        {
            var next = text.IndexOf('\n', start, end - start);
            var stop = next < 0 ? end : next;
            if (stop > start)
                paragraphs.Add(new(start, stop - start));

            start = stop + 1;
        }

        return paragraphs;
    }

    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}
