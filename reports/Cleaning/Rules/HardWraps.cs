using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Line ends that only the width of a page made: where most lines are full, a full line goes on in the next.</summary>
internal sealed class HardWraps : CleaningRule
{
    private const int FewestLines = 6;
    private const int Widest = 130;
    private const int Narrowest = 48;
    private const int Slack = 6;

    public override string Name => "hard-wrap";

    public override RemovalGroup Group => RemovalGroup.Layout;

    public override void Apply(Draft draft, CleaningContext context)
    {
        JoinFullLines(draft);
        draft.ApplyPending();
        JoinOverRemoved(draft);
    }

    private void JoinFullLines(Draft draft)
    {
        var lines = draft.Lines;
        var widths = lines.Where(line => !line.IsBlank).Select(line => WidthOf(line)).Order().ToList();
        if (widths.Count < FewestLines)
            return;

        var full = widths[(int)(widths.Count * 0.9)];
        if (full is > Widest or < Narrowest || widths.Count(width => width > full + (2 * Slack)) > Math.Max(1, widths.Count / 20))
            return;

        // Only where lines end in mid-sentence as a rule were they wrapped.
        var fullLines = lines.Where(line => !line.IsBlank && WidthOf(line) >= full - Slack).ToList();
        var open = fullLines.Count(line => !Characters.EndsSentence(line.Folded.Text[^1]) && !Characters.Closes(line.Folded.Text[^1]));
        if (fullLines.Count * 3 < widths.Count || open * 3 < fullLines.Count * 2)
            return;

        var indented = lines.Count(IsIndented) * 12 > widths.Count;
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var next = i + 1;
            while (next < lines.Count && lines[next].Length == 0 && WasRemoved(draft, lines[next].Start))
                next++; // what stood between was taken out: a page's number

            if (next < lines.Count && GoesOn(lines[i], lines[next], full, indented))
                Join(draft, lines[i], lines[next]);
        }
    }

    /// <summary>A sentence that a page's end parted goes on once the page's number and head are gone.</summary>
    private void JoinOverRemoved(Draft draft)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var (line, next) = (lines[i].Folded.Text, lines[i + 1].Folded.Text);
            var parted = draft.RawOffset(lines[i + 1].Start) - draft.RawOffset(lines[i].End - 1) > lines[i + 1].Start - lines[i].End + 1;
            if (parted && line.Length >= 15 && Characters.IsHan(line[^1]) | line[^1] is ',' or '、' && Characters.IsHan(next[0]) && !IsIndented(lines[i + 1]) && !LineShape.IsNumbered(next) && !LineShape.IsTitle(line) && !DateLine.Is(next)
                && (line[^1] is ',' or '、' || line.Length > 40 || BigramTable.Instance.AreCollocated(line[^1], next[0])) && (!LineShape.IsNumbered(line) || line.Length > 40))
                Join(draft, lines[i], lines[i + 1]);
        }
    }

    private static bool GoesOn(TextLine line, TextLine next, int full, bool indented)
    {
        if (line.IsBlank || next.IsBlank || WidthOf(line) < Least(line, full) || IsIndented(next) || LineShape.IsNumbered(next.Folded.Text) || LineShape.IsTitle(line.Folded.Text))
            return false;

        var (last, first) = (line.Folded.Text[^1], next.Folded.Text[0]);
        if (char.IsAsciiLetterOrDigit(last) && char.IsAsciiLetterOrDigit(first))
            return false; // joined they would be one word

        return indented || !Characters.EndsSentence(last);
    }

    // A line that ends in mid-sentence goes on even if a long word left room at its end.
    private static int Least(TextLine line, int full) =>
        Characters.EndsSentence(line.Folded.Text[^1]) || LineShape.IsNumbered(line.Folded.Text) ? full - Slack : full * 7 / 10;

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

    private static bool WasRemoved(Draft draft, int place) => place > 0 && place < draft.Text.Length && draft.RawOffset(place) - draft.RawOffset(place - 1) > 1;

    private static bool IsIndented(TextLine line) =>
        line.Length > 2 && (line.Span[0] == '　' || (line.Span[0] == ' ' && line.Span[1] == ' ') || line.Span[0] == '\t');

    /// <summary>Columns on the page: Chinese characters and their punctuation take two.</summary>
    private static int WidthOf(TextLine line)
    {
        var width = 0;
        foreach (var c in line.Span.TrimEnd())
            width += c < 0x2000 ? 1 : 2;

        return width;
    }
}
