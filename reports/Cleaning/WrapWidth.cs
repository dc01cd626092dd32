using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>The width in columns to which the lines of a text were broken, and how its paragraphs are told apart.</summary>
/// <param name="Columns">A Chinese character and its punctuation take two.</param>
/// <param name="Paragraphs">How a paragraph's beginning shows.</param>
/// <param name="IsByCharacters">Whether the lines were counted in characters, so that a letter or digit takes as much room.</param>
internal sealed record WrapWidth(int Columns, ParagraphStart Paragraphs, bool IsByCharacters = false)
{
    // Narrower columns are lists, wider lines are paragraphs.
    private const int Widest = 130;
    private const int Narrowest = 30;

    // A line may end early where the next character may not begin one (，。) or a word of letters would not fit, and late where
    // punctuation hangs over the edge.
    private const int Slack = 4;
    private const int Hanging = 4;
    private const int FewestLines = 5;

    // Line ends at one width whose two characters belong together. In text that was not wrapped such line ends are chance.
    private const int FewestTied = 3;

    /// <summary>The width of a text; null where it was not wrapped.</summary>
    public static WrapWidth? Of(Draft draft)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        if (lines.Count < FewestLines)
            return null;

        var columns = lines.ConvertAll(line => ColumnsOf(draft, line, byCharacters: false));
        var width = Commonest(lines, columns, out var most);
        var characters = lines.ConvertAll(line => ColumnsOf(draft, line, byCharacters: true));
        var isByCharacters = false;
        if (Commonest(lines, characters, out var more) is var other && more > most)
            (width, most, columns, isByCharacters) = (other, more, characters, true);

        int longer = 0, full = 0, open = 0, tied = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var isRow = NameVetoes.IsInTableRow(lines[i].Span);
            longer += columns[i].Least > width + Hanging && !isRow ? 1 : 0;
            if (i + 1 == lines.Count || isRow || columns[i].Most < width - Slack)
                continue;

            full++;
            if (!IsOpen(lines[i]))
                continue;

            open++;
            tied += IsTied(lines[i], lines[i + 1]) ? 1 : 0;
        }

        // Where paragraphs are short few lines are full; then the characters on both sides of the line ends must belong together.
        var isDense = most * 5 >= lines.Count * 2 && open * 5 >= full * 3;
        var isTied = tied >= FewestTied && tied * 5 >= open * 2;
        return longer * 25 <= lines.Count && (isDense || isTied)
            ? new(width, ParagraphsOf(draft, width, isByCharacters), isByCharacters)
            : null;
    }

    /// <summary>The width of a pdf's lines, which are always those of its pages; null where no two are as wide as the widest.</summary>
    public static WrapWidth? OfPages(Draft draft)
    {
        var columns = draft.Lines.Where(line => !line.IsBlank && !NameVetoes.IsInTableRow(line.Span))
            .Select(line => ColumnsOf(draft, line, byCharacters: false).Least).Order().ToList();
        if (columns.Count < 2)
            return null;

        // A heading across two columns or a table may be wider than the text.
        var width = columns[Math.Max(0, columns.Count - 1 - (columns.Count / 50))];
        var isIndented = draft.Lines.Count(IsIndented) * 16 > columns.Count;
        return width >= Narrowest && columns.Count(other => other >= width - Slack) > 1
            ? new(width, isIndented ? ParagraphStart.Indentation : ParagraphStart.Unmarked)
            : null;
    }

    /// <summary>Whether a line goes on in the next, as far as its own width tells.</summary>
    public bool IsFull(Draft draft, TextLine line) => RoomIn(draft, line) <= Slack;

    /// <summary>Columns left in a line.</summary>
    public int RoomIn(Draft draft, TextLine line)
    {
        // Whether an invisible character took room depends on what broke the lines.
        var (least, most) = ColumnsOf(draft, line, IsByCharacters);
        return Columns - least <= Slack ? Columns - least : Math.Max(0, Columns - most);
    }

    /// <summary>Whether a line begins with the blanks that mark a paragraph.</summary>
    public static bool IsIndented(TextLine line) =>
        line.Length > 2 && (line.Span[0] == '　' || (line.Span[0] == ' ' && line.Span[1] == ' ') || line.Span[0] == '\t');

    /// <summary>Whether the last character of a line and the first of the next often stand beside each other.</summary>
    private static bool IsTied(TextLine line, TextLine next) =>
        BigramTable.Instance.MutualInformation(line.Folded.Text[^1], next.Folded.Text[0]) >= 1;

    private static bool IsOpen(TextLine line) =>
        line.Folded.Text[^1] is var last && !Characters.EndsSentence(last) && !Characters.Closes(last) && last != ':';

    /// <summary>The width at which most lines end, give or take the slack; of two as common the wider.</summary>
    private static int Commonest(List<TextLine> lines, List<(int Least, int Most)> columns, out int most)
    {
        var counts = new int[Widest + 1];
        for (var i = 0; i < lines.Count; i++)
            if (columns[i].Least is >= Narrowest and <= Widest and var own)
                counts[own]++;

        (var width, most) = (Narrowest, 0);
        for (var candidate = Narrowest; candidate <= Widest; candidate++)
        {
            var near = 0;
            for (var own = Math.Max(Narrowest, candidate - Slack + 1); own <= candidate; own++)
                near += counts[own];

            if (near >= most && near > 0)
                (width, most) = (candidate, near);
        }

        while (width > Narrowest && counts[width] == 0)
            width--;

        // Where punctuation hangs over the edge, those lines are the widest but not the most.
        while (width > Narrowest + 1 && counts[width] * 3 < counts[width - 1] + counts[width - 2])
            width--;

        return width;
    }

    private static ParagraphStart ParagraphsOf(Draft draft, int width, bool byCharacters)
    {
        var lines = draft.Lines;
        int all = 0, indented = 0, ends = 0, parted = 0, broken = 0;
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i].IsBlank)
                continue;

            all++;
            indented += IsIndented(lines[i]) ? 1 : 0;
            if (ColumnsOf(draft, lines[i], byCharacters).Most >= width - Slack)
            {
                broken += lines[i + 1].IsBlank && IsOpen(lines[i]) ? 1 : 0;
                continue;
            }

            ends++;
            parted += lines[i + 1].IsBlank ? 1 : 0;
        }

        return indented * 16 > all ? ParagraphStart.Indentation
            : parted * 10 >= ends * 7 && broken * 4 < parted ? ParagraphStart.BlankLine
            : ParagraphStart.Unmarked;
    }

    /// <summary>Columns on the page: what was taken out of a line took its room, an invisible character perhaps.</summary>
    private static (int Least, int Most) ColumnsOf(Draft draft, TextLine line, bool byCharacters)
    {
        var span = line.Span.TrimEnd();
        if (span.IsEmpty)
            return (0, 0);

        var raw = draft.Raw;
        var (least, most) = (0, 0);
        var last = draft.RawOffset(line.Start + span.Length - 1);
        var end = raw.IndexOf('\n', last);
        end = end < 0 ? raw.Length : end;
        while (char.IsWhiteSpace(raw[end - 1]))
            end--;

        for (var at = raw.LastIndexOf('\n', draft.RawOffset(line.Start)) + 1; at < end; at++)
            if (raw[at] == '\n')
                (least, most) = (0, 0);
            else if (Characters.IsInvisible(raw[at]))
                most += 2;
            else
                (least, most) = raw[at] < 0x100 && !byCharacters ? (least + 1, most + 1) : (least + 2, most + 2);

        return (least, most);
    }
}

/// <summary>How the beginning of a paragraph shows in wrapped text.</summary>
internal enum ParagraphStart
{
    /// <summary>Only by the line before it, which ends early.</summary>
    Unmarked,

    /// <summary>By blanks before it.</summary>
    Indentation,

    /// <summary>By a blank line before it.</summary>
    BlankLine,
}
