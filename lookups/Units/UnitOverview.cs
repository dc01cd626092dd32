using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Lookups.Units;

/// <summary>What a unit reported through the years: what stayed, what is new, and how it stands beside its type.</summary>
/// <param name="Name">As most of its reports have it.</param>
/// <param name="Names">Every form of its name.</param>
/// <param name="UnitType">As most of its reports have it; null where none does.</param>
/// <param name="Reports">Their numbers in the view, the newest year first, those without a year last.</param>
/// <param name="Problems">Those named in the latest year first, then by the number of years.</param>
/// <param name="UnitsOfType">Other units of its type that name any problem.</param>
public sealed record UnitOverview(
    string Name,
    IReadOnlyList<string> Names,
    UnitType? UnitType,
    IReadOnlyList<int> Reports,
    IReadOnlyList<UnitProblem> Problems,
    int UnitsOfType)
{
    /// <param name="view">The collection.</param>
    /// <param name="ledger">Its groups of problems.</param>
    /// <param name="unit">Any form of its name.</param>
    /// <param name="passes">Which of its reports count.</param>
    /// <returns>Null where no report is of such a unit.</returns>
    public static UnitOverview? Of(CollectionView view, ProblemLedger ledger, string unit, Func<CollectedReport, bool> passes)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(ledger);
        int[] reports = [.. Enumerable.Range(0, view.Reports.Count)
            .Where(report => UnitMatch.IsOf(view.Reports[report], unit) && passes(view.Reports[report]))
            .OrderByDescending(report => view.Reports[report].Year ?? int.MinValue)
            .ThenBy(report => report)];
        if (reports.Length == 0)
            return null;
        var type = Most(reports.Select(report => view.Reports[report].UnitType?.ToString())) is { } named
            ? Enum.Parse<UnitType>(named)
            : (UnitType?)null;
        var own = reports.ToHashSet();
        var others = type is null ? [] : Enumerable.Range(0, view.Reports.Count)
            .Where(report => !own.Contains(report) && view.Reports[report].UnitType == type && view.Reports[report].Unit is not null)
            .ToHashSet();

        // Only years in which the unit names problems: a year of which there is but a plan says nothing of what went away.
        int[] years = [.. reports
            .Where(report => ledger.Of(report).Count > 0)
            .Select(report => view.Reports[report].Year)
            .OfType<int>()
            .Distinct()
            .OrderDescending()];
        var problems = reports
            .SelectMany(report => ledger.Of(report).Select(item => (Report: report, Item: item)))
            .GroupBy(entry => entry.Item.Key, StringComparer.Ordinal)
            .Select(group => new UnitProblem(
                ledger.OfKey(group.Key)!,
                [.. group.Select(entry => new ProblemMember(entry.Report, entry.Item))],
                [.. group.Select(entry => view.Reports[entry.Report].Year).OfType<int>().Distinct().Order()],
                UnitsAmong(ledger.OfKey(group.Key)!, others),
                years))
            .OrderByDescending(problem => years.Length > 0 && problem.Years.Contains(years[0]))
            .ThenByDescending(problem => problem.Years.Count)
            .ThenByDescending(problem => problem.OtherUnits)
            .ThenBy(problem => problem.Group.Id, StringComparer.Ordinal);
        return new UnitOverview(
            Most(reports.Select(report => view.Reports[report].Unit)) ?? unit,
            [.. reports
                .SelectMany(report => view.Reports[report].UnitNames.Append(view.Reports[report].Unit))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)],
            type,
            reports,
            [.. problems],
            others
                .Where(report => ledger.Of(report).Count > 0)
                .Select(report => view.Reports[report].Unit!)
                .Distinct(StringComparer.Ordinal)
                .Count());

        int UnitsAmong(ProblemGroup group, HashSet<int> among) =>
            ProblemTally.UnitsOf(view.Reports, group.Members.Where(member => among.Contains(member.Report)));
    }

    private static string? Most(IEnumerable<string?> values) => values.OfType<string>()
        .GroupBy(value => value, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;
}

/// <summary>A problem that a unit names.</summary>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Members">Where the unit names it.</param>
/// <param name="Years">Years in which it does, ascending.</param>
/// <param name="OtherUnits">Other units of its type that name it.</param>
/// <param name="ReportYears">Years in which the unit names any problem, descending.</param>
public sealed record UnitProblem(
    ProblemGroup Group, IReadOnlyList<ProblemMember> Members, IReadOnlyList<int> Years, int OtherUnits, IReadOnlyList<int> ReportYears)
{
    /// <summary>Null where the unit names problems in one year only, or where the years are not known.</summary>
    public ProblemState? State => ReportYears.Count < 2 || Years.Count == 0
        ? null
        : !Years.Contains(ReportYears[0])
            ? ProblemState.Gone
            : Years.Contains(ReportYears[1]) ? ProblemState.Stayed : Years.Count > 1 ? ProblemState.Returned : ProblemState.New;
}

/// <summary>What became of a problem from one year to the next.</summary>
public enum ProblemState
{
    /// <summary>Named in the latest year and in the one before.</summary>
    Stayed,

    /// <summary>Named in the latest year for the first time.</summary>
    New,

    /// <summary>Named in the latest year and in an early one, but not in the one before.</summary>
    Returned,

    /// <summary>Named earlier, not in the latest year.</summary>
    Gone,
}
