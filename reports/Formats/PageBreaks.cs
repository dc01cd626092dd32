namespace KnowledgeBase.Reports.Formats;

/// <summary>Form feeds and the blank lines around them stand between two pages and not between two paragraphs.</summary>
internal static class PageBreaks
{
    public static IReadOnlyList<BoilerplateRange> Of(string text)
    {
        var breaks = new List<BoilerplateRange>();
        for (var at = text.IndexOf('\f', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\f', at + 1))
        {
            var start = at;
            while (start > 0 && text[start - 1] is '\n' or ' ' or '\f')
                start--;
            // The line before keeps its end.
            if (start < at && start > 0)
                start = text.IndexOf('\n', start, at - start) is >= 0 and var end ? end + 1 : at;
            while (at + 1 < text.Length && text[at + 1] is '\n' or '\f')
                at++;
            // Within a line it may part two paragraphs: it stays what it is.
            if (start > 0 && text[start - 1] != '\n' && at + 1 < text.Length && text[at] == '\f')
                continue;
            breaks.Add(new("page-break", start, at + 1 - start, "分页"));
        }

        return breaks;
    }
}
