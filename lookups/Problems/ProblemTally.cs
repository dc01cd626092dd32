using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Problems;

/// <summary>How often a group's problems are named, among the reports that a filter leaves.</summary>
public sealed class ProblemTally
{
    private readonly HashSet<string> _units = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, (HashSet<int> Reports, HashSet<string> Units)> _years = [];
    private readonly Dictionary<(UnitType? Type, int? Year), (HashSet<int> Reports, HashSet<string> Units)> _cells = [];
    private readonly HashSet<int> _reports = [];

    /// <param name="view">The members' reports.</param>
    /// <param name="members">Those to be counted.</param>
    public ProblemTally(CollectionView view, IEnumerable<ProblemMember> members)
    {
        foreach (var member in members)
        {
            var report = view.Reports[member.Report];
            Items++;
            Count(_cells.TryGetValue((report.UnitType, report.Year), out var cell)
                ? cell
                : _cells[(report.UnitType, report.Year)] = ([], new(StringComparer.Ordinal)));
            Count((_reports, _units));
            if (report.Year is { } year)
                Count(_years.TryGetValue(year, out var counts) ? counts : _years[year] = ([], new(StringComparer.Ordinal)));

            void Count((HashSet<int> Reports, HashSet<string> Units) to)
            {
                to.Reports.Add(member.Report);
                if (report.Unit is { } unit)
                    to.Units.Add(unit);
            }
        }
    }

    /// <summary>The distinct reports of members in the view's order.</summary>
    public static int ReportsOf(IEnumerable<ProblemMember> members)
    {
        var (count, last) = (0, -1);
        foreach (var member in members)
        {
            count += member.Report != last ? 1 : 0;
            last = member.Report;
        }

        return count;
    }

    /// <summary>The distinct units of members; reports whose unit is unknown count for none.</summary>
    public static int UnitsOf(CollectionView view, IEnumerable<ProblemMember> members) =>
        members.Select(member => view.Reports[member.Report].Unit).OfType<string>().Distinct(StringComparer.Ordinal).Count();

    /// <summary>Single problems: a report may name one twice.</summary>
    public int Items { get; }

    /// <summary>Reports that name it.</summary>
    public int Reports => _reports.Count;

    /// <summary>Reports whose unit is unknown count for none.</summary>
    public int Units => _units.Count;

    /// <summary>By year, ascending; reports without a year are left out.</summary>
    public IEnumerable<(int Year, int Reports, int Units)> Years =>
        _years.Select(entry => (entry.Key, entry.Value.Reports.Count, entry.Value.Units.Count));

    /// <summary>By unit type and year, the most frequent first; null stands for unknown.</summary>
    public IEnumerable<(UnitType? Type, int? Year, int Reports, int Units)> Cells => _cells
        .Select(cell => (cell.Key.Type, cell.Key.Year, cell.Value.Reports.Count, cell.Value.Units.Count))
        .OrderByDescending(cell => cell.Item3)
        .ThenBy(cell => cell.Type)
        .ThenBy(cell => cell.Year);
}
