using KnowledgeBase.Reports.Quality.Dressing;
using KnowledgeBase.Reports.Quality.Labels;

namespace KnowledgeBase.Reports.Quality.Wraps;

/// <summary>What broke the lines of a file, and what it put between them.</summary>
/// <param name="Width">In columns, or in characters where <paramref name="ByCharacters"/>.</param>
/// <param name="Indent">Before a paragraph's first line.</param>
/// <param name="Hanging">Before the further lines of a numbered item.</param>
/// <param name="Margin">Before every line: blanks, or the sign of a quoted mail.</param>
/// <param name="Between">Between two lines of a paragraph, beyond the line end.</param>
/// <param name="After">Between two paragraphs, beyond the line end.</param>
/// <param name="ByCharacters">Whether a letter takes as much room as a Han character.</param>
/// <param name="Edge">What happens to punctuation that would begin a line.</param>
/// <param name="KeepsWords">Whether words of letters and digits are not broken.</param>
internal sealed record WrapForm(
    int Width,
    string Indent = "",
    string Hanging = "",
    string Margin = "",
    string Between = "",
    string After = "",
    bool ByCharacters = false,
    WrapEdge Edge = WrapEdge.Hangs,
    bool KeepsWords = false);

internal enum WrapEdge
{
    /// <summary>Punctuation begins a line where that is where it falls.</summary>
    Ignores,

    /// <summary>It stands beyond the edge.</summary>
    Hangs,

    /// <summary>The character before it goes with it to the next line.</summary>
    Pushes,
}

/// <summary>
/// Breaks clean texts into lines in the manners of editors, mail programs, terminals and converters that the dresses of
/// <see cref="Wrapping"/> do not have.
/// </summary>
internal static class WrapDress
{
    private const string NoLineStart = "，。；：、！？）》”’】〕";

    public static readonly string[] Names =
    [
        "flush", "two-widths", "margin", "hanging", "quote", "editor", "double", "words", "pages", "form-feeds",
    ];

    public static DressedFile Of(string name, string dress, CleanText text, LabelHalf half, Random random)
    {
        var lines = new List<DressedLine> { new(LineRole.Title, new Run(text.Title, Origin.Body, Line: 0)) };
        lines.AddRange(text.Lines.Select((line, i) => new DressedLine(
            line.Contains('\t', StringComparison.Ordinal) ? LineRole.Row : LineRole.Paragraph, new Run(line, Origin.Body, Line: i + 1))));
        var isDev = half == LabelHalf.Dev;
        var width = isDev ? random.Next(19, 40) * 2 : (random.Next(18, 40) * 2) + 1;
        var edge = (WrapEdge)random.Next(3);
        var indent = random.Next(2) == 0 ? "" : "　　";
        var after = random.Next(2) == 0 ? "" : "\n";
        var form = new WrapForm(width, indent, After: after, Edge: edge);
        var writer = new RunWriter();
        switch (dress)
        {
            case "flush":
                Write(writer, lines, form with { Indent = "", After = "" });
                break;
            case "two-widths":
                // Two sources in one file: the second breaks its lines elsewhere.
                var half1 = lines.Count / 2;
                Write(writer, lines[..half1], form with { Indent = "　　" });
                Write(writer, lines[half1..], form with { Indent = isDev ? "　　" : "    ", Width = width < 58 ? width + 17 : width - 17 });
                break;
            case "margin":
                var margin = new string(' ', isDev ? random.Next(1, 3) * 4 : random.Next(2, 7));
                Write(writer, lines, form with { Margin = margin, Indent = isDev ? "    " : "  " });
                break;
            case "hanging":
                Write(writer, lines, form with { Indent = "", Hanging = isDev ? "    " : "   ", After = after });
                break;
            case "quote":
                Write(writer, lines, form with { Margin = isDev ? "> " : random.Next(2) == 0 ? "| " : ">>", KeepsWords = true });
                break;
            case "editor":
                Write(writer, lines, form with { Width = isDev ? 32 : random.Next(2) == 0 ? 40 : 28, ByCharacters = true });
                break;
            case "double":
                // Every line is followed by a blank one, so that only indentation or two blank lines show a paragraph.
                Write(writer, lines, form with
                {
                    Between = "\n",
                    After = isDev && indent.Length == 0 ? "\n\n" : "\n",
                    Indent = isDev ? indent : "　　",
                });
                break;
            case "words":
                Write(writer, lines, form with { Edge = WrapEdge.Pushes, KeepsWords = true });
                break;
            case "pages":
                Write(writer, lines, form, Pages(text, isDev, random, ""));
                break;
            case "form-feeds":
                Write(writer, lines, form with { Indent = isDev ? "    " : "　　" }, Pages(text, isDev, random, "\f"));
                break;
            default:
                throw new ArgumentException(dress, nameof(dress));
        }

        return new(name + ".txt", dress, writer.Bytes(new System.Text.UTF8Encoding(false)), lines, [], IsWrapped: true, writer.Runs);
    }

    /// <summary>What stands at the end of a page, by its number; and how many lines a page has.</summary>
    private static (Func<int, string> End, int Lines) Pages(CleanText text, bool isDev, Random random, string feed)
    {
        var form = random.Next(3);
        var head = random.Next(3) switch
        {
            0 => text.Title + "\n",
            1 => $"{text.Place}文件汇编　　第一册\n",
            _ => "",
        };
        var rule = random.Next(3) == 0 ? new string(isDev ? '-' : '─', 30) + "\n" : "";
        var end = feed.Length > 0 ? "" : "\n";
        return (page => $"\n{(isDev ? DevNumber(page, form) : HeldNumber(page, form))}\n{feed}{head}{rule}{end}", random.Next(18, 40));

        static string DevNumber(int page, int form) => form switch
        {
            0 => $"                    {page}",
            1 => $"· {page} ·",
            _ => $"第 {page} 页",
        };

        static string HeldNumber(int page, int form) => form switch
        {
            0 => $"－ {page} －",
            1 => $"                              - {page} -",
            _ => $"{page} / 9",
        };
    }

    private static void Write(RunWriter writer, List<DressedLine> lines, WrapForm form, (Func<int, string> End, int Lines)? pages = null)
    {
        var (page, onPage) = (1, 0);
        foreach (var line in lines)
        {
            var run = line.Runs[0];
            var isItem = form.Hanging.Length > 0 && IsItem(run.Text);
            var head = form.Margin + (line.Role == LineRole.Paragraph ? form.Indent : "");
            var further = form.Margin + (isItem ? form.Hanging : "");
            var starts = line.Role == LineRole.Row ? [0] : Breaks(run.Text, form, head, further);
            for (var i = 0; i < starts.Count; i++)
            {
                writer.Furniture(i == 0 ? head : further);
                writer.Write(run with { Text = run.Text[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : run.Text.Length)] });
                writer.Furniture("\n" + (i + 1 < starts.Count ? form.Between : form.After));
                if (pages is { } cut && ++onPage >= cut.Lines)
                {
                    onPage = 0;
                    writer.Furniture(cut.End(page++));
                }
            }
        }
    }

    private static bool IsItem(string text) =>
        text.Length > 2 && (char.IsAsciiDigit(text[0]) || text[0] is '（' or '第' || (text[1] is '、' or '是'));

    /// <summary>Where the lines of a paragraph begin.</summary>
    private static List<int> Breaks(string text, WrapForm form, string head, string further)
    {
        var starts = new List<int> { 0 };
        var column = SizeOf(head, form) - SizeOf(form.Margin, form);
        for (var i = 0; i < text.Length; i++)
        {
            var size = SizeOf(text[i], form);
            if (column + size > form.Width)
            {
                var at = i;
                if (NoLineStart.Contains(text[i], StringComparison.Ordinal) && form.Edge != WrapEdge.Ignores)
                {
                    if (form.Edge == WrapEdge.Hangs)
                    {
                        column += size;
                        continue;
                    }

                    while (at > starts[^1] + 1 && NoLineStart.Contains(text[at], StringComparison.Ordinal))
                        at--;
                }

                if (form.KeepsWords)
                    while (at > starts[^1] + 1 && text[at] is > ' ' and <= '~' && text[at - 1] is > ' ' and <= '~')
                        at--;

                starts.Add(at);
                column = SizeOf(further, form) - SizeOf(form.Margin, form) + Enumerable.Range(at, i - at).Sum(k => SizeOf(text[k], form));
            }

            column += size;
        }

        return starts;
    }

    private static int SizeOf(string text, WrapForm form) => text.Sum(c => SizeOf(c, form));

    private static int SizeOf(char c, WrapForm form) => c < 0x100 && !form.ByCharacters ? 1 : form.ByCharacters ? 1 : 2;
}
