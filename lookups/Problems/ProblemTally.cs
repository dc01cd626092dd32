using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>How often some problems are named.</summary>
public sealed class ProblemTally
{
    /// <param name="reports">All reports of the view.</param>
    /// <param name="members">Those to be counted, in the order of their reports.</param>
    public ProblemTally(IReadOnlyList<CollectedReport> reports, IEnumerable<ProblemMember> members)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(members);
        var (all, years, cells) = (new Count(), new SortedDictionary<int, Count>(), new Dictionary<(UnitType? Type, int? Year), Count>());
        foreach (var member in members)
        {
            var report = reports[member.Report];
            Items++;
            all.Add(member.Report, report.Unit);
            Of(cells, (report.UnitType, report.Year)).Add(member.Report, report.Unit);
            if (report.Year is { } year)
                Of(years, year).Add(member.Report, report.Unit);
        }

        (Reports, Units) = (all.Reports, all.Units);
        Years = [.. years.Select(entry => (entry.Key, entry.Value.Reports, entry.Value.Units))];
        Cells = [.. cells
            .Select(cell => (cell.Key.Type, cell.Key.Year, cell.Value.Reports, cell.Value.Units))
            .OrderByDescending(cell => cell.Reports)
            .ThenBy(cell => cell.Type)
            .ThenBy(cell => cell.Year)];
    }

    /// <summary>Single problems: a report may name one twice.</summary>
    public int Items { get; }

    /// <summary>Reports that name it.</summary>
    public int Reports { get; }

    /// <summary>Units that name it; reports whose unit is unknown count for none.</summary>
    public int Units { get; }

    /// <summary>By year, ascending; reports without a year are left out.</summary>
    public IReadOnlyList<(int Year, int Reports, int Units)> Years { get; }

    /// <summary>By unit type and year, the most frequent first; null stands for unknown.</summary>
    public IReadOnlyList<(UnitType? Type, int? Year, int Reports, int Units)> Cells { get; }

    /// <summary>The distinct units of members; reports whose unit is unknown count for none.</summary>
    public static int UnitsOf(IReadOnlyList<CollectedReport> reports, IEnumerable<ProblemMember> members) =>
        members.Select(member => reports[member.Report].Unit).OfType<string>().Distinct(StringComparer.Ordinal).Count();

    private static Count Of<T>(IDictionary<T, Count> counts, T key) =>
        counts.TryGetValue(key, out var count) ? count : counts[key] = new Count();

    private sealed class Count
    {
        private readonly HashSet<string> _units = new(StringComparer.Ordinal);
        private int _last = -1;

        public int Reports { get; private set; }

        public int Units => _units.Count;

        /// <summary>Members come report by report, so a report is new when it is not the last one.</summary>
        public void Add(int report, string? unit)
        {
            if (report == _last)
                return;
            _last = report;
            Reports++;
            if (unit is not null)
                _units.Add(unit);
        }
    }
}
