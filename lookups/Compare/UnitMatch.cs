using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Compare;

/// <summary>Is a report that of a unit? By the unit's name as the report has it, or by another form of it.</summary>
public static class UnitMatch
{
    public static bool IsOf(CollectedReport report, string unit)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Unit == unit || report.UnitNames.Contains(unit, StringComparer.Ordinal);
    }
}
