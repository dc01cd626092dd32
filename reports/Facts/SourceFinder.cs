using KnowledgeBase.Reports.Cleaning;
using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The site or collection that a raw file came from, by the marks that cleaning took out of it.</summary>
internal static class SourceFinder
{
    public static Fact<string>? Find(IReadOnlyList<Removal> removed, MarkSet marks)
    {
        foreach (var removal in removed)
            foreach (var (_, mark) in marks.Find(FoldedText.Of(removal.Text, 0, removal.Length).Text))
                if (mark.Kind == MarkKind.Site)
                    return new(mark.Shown, removal.Text.Trim(), -1, mark.IsLearned ? 0.7 : 0.9);

        foreach (var removal in removed)
            if (removal.Rule == "web-address")
                return new(removal.Text.Trim(), removal.Text.Trim(), -1, 0.7);

        return null;
    }
}
