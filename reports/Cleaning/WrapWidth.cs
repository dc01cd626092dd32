using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning;

/// <summary>The width in columns to which lines of a text were broken, and what stands before a line that goes on.</summary>
/// <param name="Columns">A Chinese character and its punctuation take two.</param>
/// <param name="Starts">How the beginnings of lines tell paragraphs apart.</param>
/// <param name="IsByCharacters">Whether the lines were counted in characters, so that a letter or digit takes as much room.</param>
internal sealed record WrapWidth(int Columns, LineStarts Starts, bool IsByCharacters = false)
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

    // A text may come from several sources, each with a width of its own. What a line costs that is longer than the width of its stretch,
    // that is shorter, or that is said to have none; and what another width costs.
    private const int MostWidths = 3;
    private const int Longer = 10, Shorter = 2, None = 3, Change = 12;

    /// <summary>The width of each line of a text; null where lines were not wrapped.</summary>
    public static WrapWidth?[] Of(Draft draft)
    {
        var widths = new WrapWidth?[draft.Lines.Count];
        var (lines, numbers) = (new List<TextLine>(), new List<int>());
        for (var i = 0; i < widths.Length; i++)
            if (!draft.Lines[i].IsBlank)
            {
                lines.Add(draft.Lines[i]);
                numbers.Add(i);
            }

        if (lines.Count < FewestLines)
            return widths;

        var columns = lines.ConvertAll(line => ColumnsOf(draft, line, byCharacters: false));
        Commonest(columns, out var most);
        var characters = lines.ConvertAll(line => ColumnsOf(draft, line, byCharacters: true));
        Commonest(characters, out var more);
        var isByCharacters = more > most;
        columns = isByCharacters ? characters : columns;
        var stretches = Stretches(columns, Candidates(columns));
        stretches.RemoveAll(stretch => !IsWrapped(lines, columns, stretch));

        // A stretch that is too short to be judged by itself may be a part of the whole.
        if (stretches.Count == 0)
            stretches.Add((0, lines.Count, Commonest(columns, out _)));

        foreach (var stretch in stretches)
            if (IsWrapped(lines, columns, stretch))
            {
                var width = new WrapWidth(stretch.Width, new(), isByCharacters);
                width.Learn(draft, numbers[stretch.From], numbers[stretch.To - 1]);
                Array.Fill(widths, width, numbers[stretch.From], numbers[stretch.To - 1] + 1 - numbers[stretch.From]);
            }

        return widths;
    }

    /// <summary>The width of a pdf's lines, which are always those of its pages; null where no two are as wide as the widest.</summary>
    public static WrapWidth? OfPages(Draft draft)
    {
        var columns = draft.Lines.Where(line => !line.IsBlank && !NameVetoes.IsInTableRow(line.Span))
            .Select(line => ColumnsOf(draft, line, byCharacters: false).Least).Order().ToList();
        if (columns.Count < 2)
            return null;

        // A heading across two columns or a table may be wider than the text.
        var columnsOfMost = columns[Math.Max(0, columns.Count - 1 - (columns.Count / 50))];
        if (columnsOfMost < Narrowest || columns.Count(other => other >= columnsOfMost - Slack) < 2)
            return null;

        var width = new WrapWidth(columnsOfMost, new());
        width.Learn(draft, 0, draft.Lines.Count - 1);
        return width;
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

    /// <summary>How lines begin that surely go on a paragraph, and lines that surely begin one.</summary>
    private void Learn(Draft draft, int from, int to)
    {
        TextLine? line = null;
        var blanks = 0;
        for (var i = from; i <= to; i++)
        {
            var next = draft.Lines[i];
            if (next.IsBlank)
            {
                blanks++;
                continue;
            }

            if (line is not null && !NameVetoes.IsInTableRow(line.Span) && !NameVetoes.IsInTableRow(next.Span)
                && !draft.WasRemoved(line.End, next.Start))
            {
                if (!IsFull(draft, line))
                    Starts.Add(next, blanks, goesOn: false);
                else if (IsOpen(line))
                    Starts.Add(next, blanks, goesOn: true);
            }

            (line, blanks) = (next, 0);
        }
    }

    /// <summary>Whether the last character of a line and the first of the next often stand beside each other.</summary>
    private static bool IsTied(TextLine line, TextLine next) =>
        BigramTable.Instance.MutualInformation(line.Folded.Text[^1], next.Folded.Text[0]) >= 1;

    private static bool IsOpen(TextLine line) =>
        line.Folded.Text[^1] is var last && !Characters.EndsSentence(last) && !Characters.Closes(last) && last != ':';

    /// <summary>Whether so many lines of a stretch end at its width, in mid-sentence, that the width ended them.</summary>
    private static bool IsWrapped(
        List<TextLine> lines, List<(int Least, int Most)> columns, (int From, int To, int Width) stretch)
    {
        var (from, to, width) = stretch;
        if (to - from < FewestLines)
            return false;

        int near = 0, longer = 0, full = 0, open = 0, tied = 0;
        for (var i = from; i < to; i++)
        {
            var isRow = NameVetoes.IsInTableRow(lines[i].Span);
            near += columns[i].Least <= width && columns[i].Least > width - Slack ? 1 : 0;
            longer += columns[i].Least > width + Hanging && !isRow ? 1 : 0;
            if (i + 1 == to || isRow || columns[i].Most < width - Slack)
                continue;

            full++;
            if (!IsOpen(lines[i]))
                continue;

            open++;
            tied += IsTied(lines[i], lines[i + 1]) ? 1 : 0;
        }

        // A part of a text may have lines of one length by chance, and where paragraphs are short few lines are full; then the
        // characters on both sides of the line ends must belong together.
        var count = to - from;
        var isDense = near * 5 >= count * 2 && open * 5 >= full * 3;
        var isTied = tied >= FewestTied && tied * 5 >= open * 2;
        var isPart = count < lines.Count;
        return longer * 25 <= count && (isDense || isTied) && (!isPart || (tied >= FewestTied && tied * 3 >= open));
    }

    /// <summary>The widths at which most lines end.</summary>
    private static List<int> Candidates(List<(int Least, int Most)> columns)
    {
        var candidates = new List<int>();
        var left = columns;
        while (candidates.Count < MostWidths)
        {
            var width = Commonest(left, out var most);
            if (most < FewestLines)
                break;

            candidates.Add(width);
            left = left.FindAll(own => own.Most < width - Slack || own.Least > width + Hanging);
        }

        return candidates;
    }

    /// <summary>The cheapest division of the lines into stretches of one width each, and lines without one.</summary>
    private static List<(int From, int To, int Width)> Stretches(List<(int Least, int Most)> columns, List<int> candidates)
    {
        var states = candidates.Count + 1; // the last has no width
        var cost = new int[states];
        var came = new byte[columns.Count, states];
        for (var i = 0; i < columns.Count; i++)
        {
            var cheapest = Array.IndexOf(cost, cost.Min());
            var next = new int[states];
            for (var state = 0; state < states; state++)
            {
                var isChange = i > 0 && cost[cheapest] + Change < cost[state];
                came[i, state] = (byte)(isChange ? cheapest : state);
                next[state] = (isChange ? cost[cheapest] + Change : cost[state]) + (state == candidates.Count ? None
                    : columns[i].Least > candidates[state] + Hanging ? Longer
                    : columns[i].Most < candidates[state] - Slack ? Shorter : 0);
            }

            cost = next;
        }

        var stretches = new List<(int, int, int)>();
        var at = Array.IndexOf(cost, cost.Min());
        for (int i = columns.Count - 1, to = columns.Count; i >= 0; i--)
        {
            var before = i == 0 ? -1 : came[i, at];
            if (before == at)
                continue;

            if (at < candidates.Count)
                stretches.Add((i, to, candidates[at]));

            (to, at) = (i, before);
        }

        stretches.Reverse();
        return stretches;
    }

    /// <summary>The width at which most lines end, give or take the slack; of two as common the wider.</summary>
    private static int Commonest(List<(int Least, int Most)> columns, out int most)
    {
        var counts = new int[Widest + 1];
        foreach (var (least, _) in columns)
            if (least is >= Narrowest and <= Widest)
                counts[least]++;

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
