using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Overlap;

/// <summary>Counts reports that say something on their own: copies count once, and so do reports of one unit.</summary>
internal sealed class IndependentReports(CollectionView view, ReportOrigins origins)
{
    private readonly HashSet<int> _own = [];
    private readonly HashSet<string> _units = new(StringComparer.Ordinal);

    /// <summary>A copy whose unit is taken out and another unit's report are told apart by the smaller of both counts.</summary>
    public int Count => Math.Min(_own.Count, _units.Count);

    public void Add(int report)
    {
        var origin = origins.Of(report);
        _own.Add(origin);
        _units.Add(view.Reports[report].Unit ?? view.Reports[origin].Unit ?? view.Reports[origin].Id);
    }
}
