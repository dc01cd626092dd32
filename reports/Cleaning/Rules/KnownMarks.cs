using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Cleaning.Rules;

/// <summary>Names, addresses and phrases of the list, and those that were learned from other files, wherever they stand.</summary>
internal sealed class KnownMarks : CleaningRule
{
    public override string Name => "known-mark";

    public override RemovalGroup Group => RemovalGroup.Mark;

    public override void Apply(Draft draft, CleaningContext context)
    {
        if (context.Marks.Lines.Count > 0)
            foreach (var line in draft.Lines)
                if (context.Marks.Lines.Any(mark => mark.IsLearned
                    ? line.Folded.Text == mark.Text
                    : line.Folded.Text.StartsWith(mark.Text, StringComparison.Ordinal)))
                    draft.RemoveLine(line, Name, "a line that the list of marks names");

        draft.ApplyPending();
        var names = context.Marks.Find(draft.Folded.Text).Where(found => found.Mark.Kind == MarkKind.Site)
            .Select(found => found.Mark.Text).Distinct().ToList();
        foreach (var (name, places) in NamePlaces.Of(draft.Folded.Text, names))
            SiteLines.Remove(draft, context, name, places, Name);

        SiteLines.RemoveOwn(draft, context, names.ToHashSet(StringComparer.Ordinal), Name);
        draft.ApplyPending();

        // A mark may stand inside another of its kind, so that taking out the inner one makes the outer one whole.
        // What a person wants kept is found again and again, and ends nothing.
        for (var before = -1; draft.Text.Length != before;)
        {
            before = draft.Text.Length;
            foreach (var (at, mark) in context.Marks.Find(draft.Folded.Text))
            {
                var (start, length) = mark.IsExact
                    ? draft.Folded.Unfold(at, mark.Text.Length)
                    : MarkExtent.Expand(draft.Folded, at, mark.Text.Length);
                draft.Remove(start, length, mark.IsLearned
                    ? "learned-mark"
                    : Name, mark.IsLearned
                    ? $"「{mark.Shown}」 stands at impossible places of several files"
                    : $"「{mark.Shown}」 is on the list of marks");
            }

            draft.ApplyPending();
        }
    }
}
