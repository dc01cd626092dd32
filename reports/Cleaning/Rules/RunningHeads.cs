using System.Buffers;
using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>A line that comes again on each page: the title, or words that part a sentence between two lines.</summary>
internal sealed class RunningHeads : CleaningRule
{
    private static readonly SearchValues<char> Dashes = SearchValues.Create("-—–─━_=");

    private static readonly SearchValues<char> Stops = SearchValues.Create(",。、;:!?…");

    private const int Shortest = 4;
    private const int Longest = 40;
    private const int Often = 3;
    private const int Ruled = 5;
    private const int ShareOfLine = 7; // in tenths of the line before, which goes on below
    private const double LeastTie = 1; // in bits

    public override string Name => "running-head";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        if (PageGeometry.Of(context.Document) is { } pages)
        {
            RemoveHeadsAndFeet(draft, pages);
            draft.ApplyPending();
        }

        var widths = WrapWidth.Of(draft).Zip(draft.Lines).Where(pair => !pair.Second.IsBlank).Select(pair => pair.First).ToList();
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        var groups = new Dictionary<string, List<int>>();
        for (var i = 0; i < lines.Count; i++)
        {
            var folded = lines[i].Folded.Text;
            if (folded.Length is < Shortest or > Longest || Characters.EndsSentence(folded[^1])
                || folded[^1] is ':' or ',' || LineShape.IsNumbered(folded)
                || (widths[i]?.IsFull(draft, lines[i]) == true && GoesOn(lines, i))
                || NameVetoes.IsInTableRow(lines[i].Span) || (context.Document.Format == "pdf" && !draft.IsAtPageEdge(lines[i])))
                continue;

            if (!groups.TryGetValue(folded, out var places))
                groups[folded] = places = [];

            places.Add(i);
        }

        foreach (var places in groups.Values.Where(
            places => places.Count >= Often
                || (places.Count == Often - 1
                && places.TrueForAll(place => PartsASentence(lines, place) || FollowsRemoved(draft, lines, place)))))
        {
            // The line that opens a text, or looks like a title near its beginning, is the title; what comes again below is its copy.
            var folded = lines[places[0]].Folded.Text;
            var isHeadOfTitle = !LineShape.IsTitle(folded) && places[0] + 1 < lines.Count
                && LineShape.IsTitle(lines[places[0] + 1].Folded.Text);
            var isTitle = (places[0] < 2 && !isHeadOfTitle) || (places[0] < 8 && LineShape.IsTitle(folded));
            if (!isTitle && !places.Exists(place => PartsASentence(lines, place) || FollowsRemoved(draft, lines, place)))
                continue;

            // The first of a title's lines is the title.
            foreach (var place in isTitle ? places.Skip(1) : places)
                draft.RemoveLine(lines[place], Name, "comes again on each page");
        }

        draft.ApplyPending();
        RemoveInterruptions(draft);
    }

    /// <summary>
    /// Under a page's number: a short line in mid-sentence, as pages show it that are too few for it to come again, and a ruled line.
    /// </summary>
    private void RemoveInterruptions(Draft draft)
    {
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        var isIndented = lines.Count(WrapWidth.IsIndented) * 16 > lines.Count;
        for (var i = 1; i + 1 < lines.Count; i++)
        {
            if (!draft.WasRemoved(lines[i - 1].End, lines[i].Start, PageNumbers.RuleName))
                continue;

            var rule = IsRuled(lines[i]) ? i : i + 1;
            if (rule + 1 < lines.Count && IsRuled(lines[rule])
                && (rule == i || Interrupts(lines[i - 1], lines[i], lines[rule + 1], isIndented)))
                draft.RemoveLine(lines[rule], Name, "a ruled line under a page's number");
            else
                rule = i;

            if (rule + 1 < lines.Count && !IsRuled(lines[i]) && Interrupts(lines[i - 1], lines[i], lines[rule + 1], isIndented))
                draft.RemoveLine(lines[i], Name, "under a page's number, in mid-sentence");
        }
    }

    private static bool IsRuled(TextLine line) =>
        line.Span.Trim() is { Length: >= Ruled } span && !span.ContainsAnyExcept(Dashes);

    private static bool Interrupts(TextLine before, TextLine line, TextLine after, bool isIndented)
    {
        var (head, last, first) = (line.Folded.Text, before.Folded.Text[^1], after.Folded.Text[0]);
        if (head.Length is < Shortest or > Longest || head.Length * 10 > before.Folded.Text.Length * ShareOfLine
            || head.AsSpan().ContainsAny(Stops) || LineShape.IsNumbered(head) || NameVetoes.IsInTableRow(line.Span)
            || !Characters.IsHan(last) || !Characters.IsHan(first) || WrapWidth.IsIndented(line) || WrapWidth.IsIndented(after)
            || LineShape.IsNumbered(after.Folded.Text))
            return false;

        // In a text of indented paragraphs nothing of its own stands so; elsewhere the sentence must go on below and not in the line.
        return isIndented || (Tie(last, first) >= LeastTie && Tie(last, head[0]) < LeastTie && Tie(head[^1], first) < LeastTie);
    }

    private static double Tie(char a, char b) => BigramTable.Instance.MutualInformation(a, b);

    /// <summary>What the places of lines tell. Where the title stands nowhere but in the pages' heads, its first stays.</summary>
    private void RemoveHeadsAndFeet(Draft draft, PageGeometry pages)
    {
        var others = draft.Lines.Where(line => !pages.IsHeadOrFoot(draft, line)).Select(line => line.Folded.Text).ToHashSet();
        var titles = new HashSet<string>();
        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        foreach (var (i, line) in lines.Index())
            if (!IsSigned(lines, i) && pages.IsHeadOrFoot(draft, line) && !Characters.EndsSentence(line.Folded.Text[^1])
                && !NameVetoes.IsInTableRow(line.Span) && (others.Contains(line.Folded.Text) || pages.IsSmall(draft, line)
                    || !LineShape.IsTitle(line.Folded.Text) || !titles.Add(line.Folded.Text)))
                draft.RemoveLine(line, Name, "stands at the same place of each page");
    }

    /// <summary>Whether a line is a date or the signature above it, which two reports of one office may show at the same place.</summary>
    private static bool IsSigned(List<TextLine> lines, int i) =>
        DateLine.Is(lines[i].Span) || (i + 1 < lines.Count && DateLine.Is(lines[i + 1].Span));

    /// <summary>Whether a page's number stood right before the line, or right after it.</summary>
    private static bool FollowsRemoved(Draft draft, List<TextLine> lines, int place)
    {
        if (place == 0 || place + 1 >= lines.Count)
            return false;

        return draft.WasRemoved(lines[place - 1].End - 1, lines[place].Start)
            || draft.WasRemoved(lines[place].End - 1, lines[place + 1].Start);
    }

    /// <summary>Whether a full line is tied to both its neighbours: a law says the same in several articles, broken at the same places.</summary>
    private static bool GoesOn(List<TextLine> lines, int place) =>
        place > 0 && place + 1 < lines.Count && lines[place].Folded.Text is var folded
            && Tie(lines[place - 1].Folded.Text[^1], folded[0]) >= LeastTie && Tie(folded[^1], lines[place + 1].Folded.Text[0]) >= LeastTie;

    private static bool PartsASentence(List<TextLine> lines, int place)
    {
        if (place == 0 || place + 1 >= lines.Count)
            return false;

        var (before, after) = (lines[place - 1].Folded.Text, lines[place + 1].Folded.Text);
        return before.Length > 10 && after.Length > 0 && Characters.IsHan(before[^1])
            && Characters.IsHan(after[0]) && BigramTable.Instance.AreCollocated(before[^1], after[0]);
    }
}
