using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Overlap;

/// <summary>Of each report, the first of those that it is a copy of, by their numbers in the view.</summary>
public sealed class ReportOrigins(int[] origins)
{
    public int Of(int report) => origins[report];

    /// <summary>How many reports said something on their own: copies count once, and so do reports of one unit.</summary>
    public int Independent(CollectionView view, IEnumerable<int> reports)
    {
        // A copy whose unit is taken out and another unit's report are told apart by the smaller of both counts.
        var (own, units) = (new HashSet<int>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var report in reports)
        {
            own.Add(origins[report]);
            units.Add(view.Reports[report].Unit ?? view.Reports[origins[report]].Unit ?? view.Reports[origins[report]].Id);
        }

        return Math.Min(own.Count, units.Count);
    }
}
