using KnowledgeBase.Reports.Marks;

namespace KnowledgeBase.Reports.Facts;

/// <summary>The site or collection that a raw file came from, by the marks that cleaning took out of it.</summary>
internal static class SourceFinder
{
    public static Fact<string>? Find(IReadOnlyList<Removal> removed, MarkSet marks)
    {
        foreach (var removal in removed)
            if (removal.Rule is "known-mark" or "learned-mark" && NameIn(removal.Reason) is { } name)
                return new(name, removal.Text.Trim(), -1, 0.9);

        foreach (var removal in removed)
            if (removal.Rule == "web-address")
                return new(removal.Text.Trim(), removal.Text.Trim(), -1, 0.7);

        return null;
    }

    private static string? NameIn(string reason)
    {
        var open = reason.IndexOf('「', StringComparison.Ordinal);
        var close = reason.IndexOf('」', StringComparison.Ordinal);
        return open >= 0 && close > open ? reason[(open + 1)..close] : null;
    }
}
