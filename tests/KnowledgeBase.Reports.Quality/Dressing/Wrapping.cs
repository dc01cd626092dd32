namespace KnowledgeBase.Reports.Quality.Dressing;

/// <summary>
/// Breaks the lines of a document at a width in columns, as terminals, mail and old converters did, and cuts it into pages.
/// </summary>
internal static class Wrapping
{
    private const string NoLineStart = "，。；：、！？）》”’】〕";

    /// <param name="width">In columns: a Han character takes two.</param>
    /// <param name="indent">Before each paragraph's first line.</param>
    /// <param name="isSpaced">A blank line between paragraphs.</param>
    /// <param name="runningHead">On every page with its number; null for pages that show neither.</param>
    public static RunWriter Of(IEnumerable<DressedLine> lines, int width, string indent, bool isSpaced, string? runningHead, Random random)
    {
        var writer = new RunWriter();
        var page = 1;
        var onPage = 0;
        var perPage = random.Next(24, 44);
        var keepsPunctuation = random.Next(2) == 0;
        foreach (var line in lines)
        {
            var column = 0;
            if (line.Role == LineRole.Paragraph)
            {
                writer.Furniture(indent);
                column = indent.Length * 2;
            }

            foreach (var run in line.Runs)
            {
                var from = 0;
                for (var i = 0; i < run.Text.Length; i++)
                {
                    var size = run.Text[i] < '\u0100' ? 1 : 2;
                    var isCut = column + size > width
                        && !(keepsPunctuation && NoLineStart.Contains(run.Text[i], StringComparison.Ordinal)) && line.Role != LineRole.Row;
                    if (isCut)
                    {
                        writer.Write(run with { Text = run.Text[from..i] });
                        from = i;
                        column = 0;
                        NextLine();
                    }

                    column += size;
                }

                writer.Write(run with { Text = run.Text[from..] });
            }

            NextLine();
            if (isSpaced)
                writer.Furniture("\n");
        }

        return writer;

        void NextLine()
        {
            writer.Furniture("\n");
            if (runningHead is null || ++onPage < perPage)
                return;
            onPage = 0;
            writer.Furniture(PageEnd(page++, random.Next(10) == 0 ? 0 : perPage % 3));
            writer.Furniture("\n" + runningHead + "\n");
        }
    }

    private static string PageEnd(int page, int form) => form switch
    {
        0 => $"\n- {page} -\n",
        1 => $"\n第 {page} 页 共 9 页\n",
        _ => $"\n— {page} —\n",
    };
}
