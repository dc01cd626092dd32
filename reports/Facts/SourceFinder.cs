using KnowledgeBase.Reports.Language;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The site or collection that a raw file came from, by the marks that cleaning took out of it.</summary>
internal static class SourceFinder
{
    public static Fact<string>? Find(IReadOnlyList<Removal> removed, MarkSet marks, IReadOnlyCollection<string> found)
    {
        foreach (var removal in removed)
            foreach (var (_, mark) in marks.Find(Folded(removal)))
                if (mark.Kind == MarkKind.Site)
                    return new(mark.Shown, removal.Text.Trim(), -1, mark.IsLearned ? 0.7 : 0.9);

        // Of names that no list knows, the one that stood most often.
        var names = found.Select(
            name => (Name: name, First: removed.FirstOrDefault(removal => Folded(removal).Contains(name, StringComparison.Ordinal)),
                Count: removed.Count(removal => Folded(removal).Contains(name, StringComparison.Ordinal))));
        if (names.Where(name => name.Count > 0).OrderByDescending(name => name.Count)
            .ThenByDescending(name => name.Name.Length).FirstOrDefault() is { First: { } first } best)
            return new(best.Name, first.Text.Trim(), -1, best.Count > 1 ? 0.7 : 0.5);

        foreach (var removal in removed)
            if (removal.Rule == "web-address")
                return new(removal.Text.Trim(), removal.Text.Trim(), -1, 0.7);

        return null;
    }

    private static string Folded(Removal removal) => FoldedText.Of(removal.Text, 0, removal.Length).Text;
}
