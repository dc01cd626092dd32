using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.LeftOvers;

/// <summary>The names of all units, with their other forms.</summary>
public sealed class UnitNameDerivation : Derivation<string[], UnitNameIndex>
{
    /// <inheritdoc/>
    public override string[] Read(ReportContent report, CancellationToken cancel) =>
        report.Report.Unit is { } unit ? [unit, .. report.Report.UnitNames.Where(name => name != unit)] : [];

    /// <inheritdoc/>
    public override UnitNameIndex Merge(
        CollectionView view, IReadOnlyList<string[]> parts, UnitNameIndex? previous, CancellationToken cancel) =>
        new(parts.SelectMany(part => part));
}
