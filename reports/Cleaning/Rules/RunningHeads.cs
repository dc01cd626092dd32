using KnowledgeBase.Reports.Language;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>A line that comes again on each page: the title, or words that part a sentence between two lines.</summary>
internal sealed class RunningHeads : CleaningRule
{
    private const int Shortest = 4;
    private const int Longest = 40;
    private const int Often = 3;

    public override string Name => "running-head";

    public override RemovalGroup Group => RemovalGroup.PageFurniture;

    public override void Apply(Draft draft, CleaningContext context)
    {
        if (PageGeometry.Of(context.Document) is { } pages)
        {
            RemoveHeadsAndFeet(draft, pages);
            draft.ApplyPending();
        }

        var lines = draft.Lines.Where(line => !line.IsBlank).ToList();
        var groups = new Dictionary<string, List<int>>();
        for (var i = 0; i < lines.Count; i++)
        {
            var folded = lines[i].Folded.Text;
            if (folded.Length is < Shortest or > Longest || Characters.EndsSentence(folded[^1])
                || folded[^1] is ':' or ',' || LineShape.IsNumbered(folded)
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
    }

    /// <summary>What the places of lines tell. Where the title stands nowhere but in the pages' heads, its first stays.</summary>
    private void RemoveHeadsAndFeet(Draft draft, PageGeometry pages)
    {
        var others = draft.Lines.Where(line => !pages.IsHeadOrFoot(draft, line)).Select(line => line.Folded.Text).ToHashSet();
        var titles = new HashSet<string>();
        foreach (var line in draft.Lines)
            if (pages.IsHeadOrFoot(draft, line) && !NameVetoes.IsInTableRow(line.Span) && (others.Contains(line.Folded.Text)
                || pages.IsSmall(draft, line) || !LineShape.IsTitle(line.Folded.Text) || !titles.Add(line.Folded.Text)))
                draft.RemoveLine(line, Name, "stands at the same place of each page");
    }

    /// <summary>Whether a page's number stood right before the line, or right after it.</summary>
    private static bool FollowsRemoved(Draft draft, List<TextLine> lines, int place)
    {
        if (place == 0 || place + 1 >= lines.Count)
            return false;

        return draft.WasRemoved(lines[place - 1].End - 1, lines[place].Start)
            || draft.WasRemoved(lines[place].End - 1, lines[place + 1].Start);
    }

    private static bool PartsASentence(List<TextLine> lines, int place)
    {
        if (place == 0 || place + 1 >= lines.Count)
            return false;

        var (before, after) = (lines[place - 1].Folded.Text, lines[place + 1].Folded.Text);
        return before.Length > 10 && after.Length > 0 && Characters.IsHan(before[^1])
            && Characters.IsHan(after[0]) && BigramTable.Instance.AreCollocated(before[^1], after[0]);
    }
}
