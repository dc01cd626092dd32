using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Overlap;

/// <summary>Of each report, the first of those that it is a copy of, by their numbers in the view.</summary>
public sealed class ReportOrigins(int[] origins)
{
    public int Of(int report) => origins[report];

    /// <summary>How many reports said something on their own: copies count once, and so do reports of one unit.</summary>
    public int Independent(CollectionView view, IEnumerable<int> reports)
    {
        var counted = new IndependentReports(view, this);
        foreach (var report in reports)
            counted.Add(report);
        return counted.Count;
    }
}
