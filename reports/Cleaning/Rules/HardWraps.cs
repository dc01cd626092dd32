using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>
/// Line ends that only the width of a page made: in a wrapped text a line that is full goes on in the next. Runs before lines are
/// judged by their words, since half a sentence looks like anything.
/// </summary>
/// <remarks>Formats that mark their paragraphs (docx, html) and rows of tables are never joined.</remarks>
internal sealed class HardWraps : CleaningRule
{
    private const int LongestWord = 16;
    private const int LongestHead = 120;
    private const double LeastTie = 1; // in bits

    public override string Name => "hard-wrap";

    public override RemovalGroup Group => RemovalGroup.Layout;

    public override void Apply(Draft draft, CleaningContext context)
    {
        if (context.Document.Format is not ("txt" or "pdf"))
            return;

        var widths = WidthsOf(draft, context);
        JoinFullLines(draft, widths, PageGeometry.Of(context.Document));
        draft.ApplyPending();
        JoinOverRemoved(draft);
    }

    private static WrapWidth?[] WidthsOf(Draft draft, CleaningContext context)
    {
        if (context.Document.Format != "pdf")
            return WrapWidth.Of(draft);

        var widths = new WrapWidth?[draft.Lines.Count];
        Array.Fill(widths, WrapWidth.OfPages(draft));
        return widths;
    }

    private void JoinFullLines(Draft draft, WrapWidth?[] widths, PageGeometry? pages)
    {
        var lines = draft.Lines;
        for (int i = 0, next; i < lines.Count; i = next)
        {
            for (next = i + 1; next < lines.Count && lines[next].IsBlank;)
                next++;

            if (next < lines.Count && !lines[i].IsBlank && widths[i] is { } width)
            {
                // What stood between was taken out: a page's number.
                var blanks = draft.WasRemoved(lines[i].End, lines[next].Start) ? width.Starts.UsualBlanks : next - i - 1;
                if (GoesOn(draft, lines[i], lines[next], blanks, width, pages))
                    Join(draft, lines[i], lines[next]);
            }
        }
    }

    private static bool GoesOn(Draft draft, TextLine line, TextLine next, int blanks, WrapWidth width, PageGeometry? pages)
    {
        if (NameVetoes.IsInTableRow(line.Span) || NameVetoes.IsInTableRow(next.Span))
            return false;

        var border = pages?.Between(draft, line, next) ?? PageBorder.Unknown;
        if (border is PageBorder.Ends or PageBorder.GoesOn)
            return border == PageBorder.GoesOn;

        var goesOn = width.Starts.GoesOn(next, blanks);
        if (goesOn == false)
            return false;

        // Nothing begins with a comma or a full stop.
        if (next.Folded.Text[0] is '、' or ',' or '。' or ';' or '!' or '?' && Characters.IsHan(line.Folded.Text[^1]))
            return true;

        var room = width.RoomIn(draft, line);
        if (border != PageBorder.Full && !width.IsFull(draft, line) && room > LeadingWord(next))
            return false;

        var (last, first) = (line.Folded.Text[^1], next.Folded.Text[0]);
        if (char.IsAsciiLetter(last) && char.IsAsciiLetter(first) && !EndsInSign(line.Folded.Text))
            return false; // joined they would be one word

        // A title that fills its line is none the less whole.
        if (IsTitleLine(draft, line, next))
            return false;

        // A report's title with its year goes on from nothing.
        if (LineShape.TitleWeight(next.Folded.Text) > 3)
            return false;

        if (!Characters.EndsSentence(last) || goesOn == true)
            return true;

        // What ends a sentence and leaves room for another character ends its paragraph, unless its end would show.
        return (room < 2 || border == PageBorder.Full) && !LineShape.IsNumbered(next.Folded.Text);
    }

    private static bool IsTitleLine(Draft draft, TextLine line, TextLine next)
    {
        var folded = line.Folded.Text;
        return LineShape.IsTitle(folded) && !LineShape.IsNumbered(folded)
            && BigramTable.Instance.MutualInformation(folded[^1], next.Folded.Text[0]) < LeastTie
            && (LineShape.IsNumbered(next.Folded.Text) || (LineShape.TitleWeight(folded) > 2 && IsInHead(draft, line)));
    }

    /// <summary>Whether only a few short lines stand above.</summary>
    private static bool IsInHead(Draft draft, TextLine line) => draft.Text.AsSpan(0, line.Start).Trim().Length <= LongestHead;

    /// <summary>Whether the letters at a line's end belong to an address or a switch: 「www.…」, 「##…」.</summary>
    private static bool EndsInSign(string folded)
    {
        var start = folded.Length;
        while (start > 0 && folded[start - 1] is > ' ' and <= '~')
            start--;

        var tail = folded.AsSpan(start);
        return tail.StartsWith("www") || tail.StartsWith("http") || tail.IndexOfAny(".@#") >= 0;
    }

    /// <summary>A sentence that a page's end parted goes on once the page's number and head are gone.</summary>
    private void JoinOverRemoved(Draft draft)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        for (var i = 0; i + 1 < lines.Count; i++)
            if (draft.WasRemoved(lines[i].End - 1, lines[i + 1].Start) && GoesOnOverPage(lines[i], lines[i + 1]))
                Join(draft, lines[i], lines[i + 1]);
    }

    private static bool GoesOnOverPage(TextLine before, TextLine after)
    {
        var (line, next) = (before.Folded.Text, after.Folded.Text);
        var isComma = line[^1] is ',' or '、';
        if (line.Length < 15 || !(isComma || Characters.IsHan(line[^1])) || !Characters.IsHan(next[0]) || WrapWidth.IsIndented(after)
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

    /// <summary>Columns of the word of letters and digits that a line begins with, which was not broken at the line's end.</summary>
    private static int LeadingWord(TextLine line)
    {
        var length = 0;
        var span = line.Span;
        while (length < span.Length && length < LongestWord && span[length] < 0x2000 && span[length] != ' ')
            length++;

        return length == 0 ? 0 : length + 2;
    }
}
