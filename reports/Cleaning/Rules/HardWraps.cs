using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Line ends that only the width of a page made: in a wrapped text a line that is full goes on in the next. Runs before lines are
/// judged by their words, since half a sentence looks like anything.
/// </summary>
/// <remarks>Formats that mark their paragraphs (docx, html) and rows of tables are never joined.</remarks>
internal sealed class HardWraps : CleaningRule
{
    private const int FewestLines = 8;

    // In columns; a Chinese character takes two. Narrower columns are lists, wider lines are paragraphs.
    private const int Widest = 130;
    private const int Narrowest = 30;

    // A line may end early where the next character may not begin one (，。) or a word of letters would not fit.
    private const int Slack = 4;
    private const int LongestWord = 16;

    public override string Name => "hard-wrap";

    public override RemovalGroup Group => RemovalGroup.Layout;

    public override void Apply(Draft draft, CleaningContext context)
    {
        if (context.Document.Format is not ("txt" or "pdf"))
            return;

        if ((context.Document.Format == "pdf" ? WidthOfPages(draft) : WidthOf(draft)) is { } width)
        {
            JoinFullLines(draft, width);
            draft.ApplyPending();
        }

        JoinOverRemoved(draft);
    }

    /// <summary>The width that a text was wrapped to, in columns; null where it was not wrapped.</summary>
    internal static int? WidthOf(Draft draft)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        if (lines.Count < FewestLines)
            return null;

        // The width is the one at which most lines end, give or take the slack.
        var counts = new int[Widest + 3];
        foreach (var line in lines)
            if (ColumnsOf(draft, line) is >= Narrowest and <= Widest and var columns)
                counts[columns]++;

        var (width, most) = (0, 0);
        for (var candidate = Narrowest; candidate <= Widest; candidate++)
        {
            var near = counts[candidate] + counts[candidate - 1] + counts[candidate - 2]
                + (candidate > Narrowest + 3 ? counts[candidate - 3] : 0);
            if (near >= most && near > 0)
                (width, most) = (candidate, near);
        }

        while (width > Narrowest && counts[width] == 0)
            width--;

        var longer = lines.Count(line => ColumnsOf(draft, line) > width + 2);
        int full = 0, open = 0, tied = 0;
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (!IsFull(draft, lines[i], width))
                continue;

            full++;
            open += IsOpen(lines[i]) ? 1 : 0;
            tied += IsOpen(lines[i]) && IsTied(lines[i], lines[i + 1]) ? 1 : 0;
        }

        // Where paragraphs are short few lines are full; then the characters on both sides of the line ends must belong together.
        var isDense = most * 5 >= lines.Count * 2;
        var isTied = full >= FewestLines && full * 6 >= lines.Count && tied * 5 >= open * 2;
        return longer * 25 <= lines.Count && open * 5 >= full * 3 && (isDense || isTied) ? width : null;
    }

    /// <summary>Whether the last character of a line and the first of the next often stand beside each other.</summary>
    private static bool IsTied(TextLine line, TextLine next) =>
        BigramTable.Instance.MutualInformation(line.Folded.Text[^1], next.Folded.Text[0]) >= 1;

    /// <summary>
    /// The width of a pdf's lines, which are always those of its pages; null where no two lines are as wide as the widest.
    /// </summary>
    private static int? WidthOfPages(Draft draft)
    {
        var columns = draft.Lines.Where(line => !line.IsBlank).Select(line => ColumnsOf(draft, line)).Order().ToList();
        if (columns.Count < 2)
            return null;

        // A heading across two columns or a table may be wider than the text.
        var width = columns[Math.Max(0, columns.Count - 1 - (columns.Count / 50))];
        return width >= Narrowest && columns.Count(other => other >= width - Slack) > 1 ? width : null;
    }

    /// <summary>Whether a line goes on in the next, as far as its own width and end tell.</summary>
    internal static bool IsFull(Draft draft, TextLine line, int width) => ColumnsOf(draft, line) >= width - Slack;

    private void JoinFullLines(Draft draft, int width)
    {
        var lines = draft.Lines;
        var indented = lines.Count(IsIndented) * 16 > lines.Count(line => !line.IsBlank);
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i].IsBlank)
                continue;

            var next = i + 1;
            while (next < lines.Count && lines[next].IsBlank && WasRemoved(draft, lines[i].End, lines[next].Start))
                next++; // what stood between was taken out: a page's number

            if (next < lines.Count && GoesOn(draft, lines[i], lines[next], width, indented))
                Join(draft, lines[i], lines[next]);
        }
    }

    private static bool GoesOn(Draft draft, TextLine line, TextLine next, int width, bool indented)
    {
        if (line.IsBlank || next.IsBlank || IsIndented(next) || NameVetoes.IsInTableRow(line.Span) || NameVetoes.IsInTableRow(next.Span))
            return false;

        var room = width - ColumnsOf(draft, line);
        if (room > Slack && room > LeadingWord(next))
            return false;

        var (last, first) = (line.Folded.Text[^1], next.Folded.Text[0]);
        if (char.IsAsciiLetter(last) && char.IsAsciiLetter(first))
            return false; // joined they would be one word

        // What ends a sentence and leaves room for another character ends its paragraph.
        if (Characters.EndsSentence(last) && room >= 2 && !indented)
            return false;

        // With indentation every paragraph shows its beginning; without, a full line that ends a sentence may end a paragraph.
        return indented || !Characters.EndsSentence(last) || !LineShape.IsNumbered(next.Folded.Text);
    }

    /// <summary>A sentence that a page's end parted goes on once the page's number and head are gone.</summary>
    private void JoinOverRemoved(Draft draft)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        for (var i = 0; i + 1 < lines.Count; i++)
            if (WasRemoved(draft, lines[i].End - 1, lines[i + 1].Start) && GoesOnOverPage(lines[i], lines[i + 1]))
                Join(draft, lines[i], lines[i + 1]);
    }

    private static bool GoesOnOverPage(TextLine before, TextLine after)
    {
        var (line, next) = (before.Folded.Text, after.Folded.Text);
        var isComma = line[^1] is ',' or '、';
        if (line.Length < 15 || !(isComma || Characters.IsHan(line[^1])) || !Characters.IsHan(next[0]) || IsIndented(after)
            || NameVetoes.IsInTableRow(before.Span) || NameVetoes.IsInTableRow(after.Span))
            return false;

        if (LineShape.IsNumbered(next) || LineShape.IsTitle(line) || DateLine.Is(next) || (LineShape.IsNumbered(line) && line.Length <= 40))
            return false;

        return isComma || line.Length > 40 || BigramTable.Instance.AreCollocated(line[^1], next[0]);
    }

    private void Join(Draft draft, TextLine line, TextLine next)
    {
        var end = line.End;
        while (end > line.Start && Characters.IsBlank(draft.Text[end - 1]))
            end--;

        var begin = next.Start;
        while (Characters.IsBlank(draft.Text[begin]))
            begin++;

        draft.Remove(end, begin - end, Name, "the width of a page ended the line", absorb: false);
    }

    /// <summary>Whether something between two offsets of the text was taken out of the raw text.</summary>
    private static bool WasRemoved(Draft draft, int from, int to) =>
        to < draft.Text.Length && draft.RawOffset(to) - draft.RawOffset(from) > to - from;

    private static bool IsOpen(TextLine line) =>
        !Characters.EndsSentence(line.Folded.Text[^1]) && !Characters.Closes(line.Folded.Text[^1]);

    private static bool IsIndented(TextLine line) =>
        line.Length > 2 && (line.Span[0] == '　' || (line.Span[0] == ' ' && line.Span[1] == ' ') || line.Span[0] == '\t');

    /// <summary>Columns of the word of letters and digits that a line begins with, which was not broken at the line's end.</summary>
    private static int LeadingWord(TextLine line)
    {
        var length = 0;
        var span = line.Span;
        while (length < span.Length && length < LongestWord && span[length] < 0x2000 && span[length] != ' ')
            length++;

        return length == 0 ? 0 : length + 2;
    }

    /// <summary>
    /// Columns on the page: Chinese characters and their punctuation take two. What was taken out of a line took its room.
    /// </summary>
    private static int ColumnsOf(Draft draft, TextLine line)
    {
        var width = 0;
        var span = line.Span.TrimEnd();
        if (span.IsEmpty)
            return 0;

        var start = draft.RawOffset(line.Start);
        foreach (var c in draft.Raw.AsSpan(start, draft.RawOffset(line.Start + span.Length - 1) + 1 - start))
            width += c == '\n' ? -width : Characters.IsInvisible(c) ? 0 : c < 0x2000 ? 1 : 2;

        return width;
    }
}
