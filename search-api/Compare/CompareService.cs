using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Reports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Compare;

/// <summary>Units side by side, and a list beside what units of its kind raise.</summary>
public sealed class CompareService(ReportCollection collection, ProblemDerivation problems)
{
    private const int WordingsOfMissing = 2;

    /// <param name="units">The columns; other filters say which of their reports.</param>
    /// <param name="section">Which section.</param>
    public CompareResponse Compare(IReadOnlyList<string> units, SectionType section, SearchParameters parameters, Paging paging)
    {
        using var view = collection.Open(problems);
        var filter = CollectionFilters.Of(parameters with { Units = [], Sections = [] });
        var rows = UnitColumns.Align(view, view.Whole(problems), units, section, filter);
        return new CompareResponse(
            [.. rows.Skip(paging.Offset).Take(paging.HitsPerPage).Select(row => new CompareRow(
                row.Group?.Id,
                row.Name,
                row.Cells.Count(cell => cell.Count > 0),
                [.. row.Cells.Select(cell => (IReadOnlyList<ProblemHit>)[.. cell.Select(item =>
                    ProblemPresenter.Item(view, item.Report, item.Passage, item.Start, item.Length, item.Head))])]))],
            rows.Count,
            paging.Page,
            paging.HitsPerPage,
            paging.PagesOf(rows.Count),
            [.. units.Select((unit, column) => new CompareColumn(
                unit,
                view.Reports.Count(report => filter.Passes(report) && UnitMatch.IsOf(report, unit)),
                rows.Count(row => row.Cells[column].Count > 0)))],
            section.ToString());
    }

    /// <param name="type">Null: that of the unit, or all units where neither is known.</param>
    /// <param name="unit">The list's own unit; null where it is not to be left out.</param>
    public CheckResponse Check(IReadOnlyList<string> items, UnitType? type, string? unit, int limit)
    {
        using var view = collection.Open(problems);
        bool IsOwn(CollectedReport report) => unit is not null && UnitMatch.IsOf(report, unit);
        type ??= view.Reports.FirstOrDefault(report => IsOwn(report) && report.UnitType is not null)?.UnitType;
        var check = ListCheck.Check(view, view.Whole(problems), items, type, IsOwn);
        var filters = new SearchParameters { UnitTypes = type is { } named ? [named.ToString()] : [] };
        return new CheckResponse(
            type?.ToString(),
            check.UnitsOfType,
            check.AllUnits,
            [.. check.Items.Select(item => new CheckedListItem(
                item.Text,
                item.Share?.Group.Id,
                item.Share?.Group.Name,
                item.Share?.UnitsOfType ?? 0,
                item.IsUnusual,
                item.Share is { } share ? Address(share.Group) : null))],
            [.. check.Missing.Take(limit).Select(missing => new MissingProblem(
                missing.Group.Id,
                missing.Group.Name,
                missing.UnitsOfType,
                missing.AllUnits,
                [.. missing.Group.Members
                    .Where(member => !IsOwn(view.Reports[member.Report]))
                    .OrderByDescending(member => type is not null && view.Reports[member.Report].UnitType == type)
                    .Take(WordingsOfMissing)
                    .Select(member => ProblemPresenter.Item(
                        view, member.Report, member.Item.Passage, member.Item.Start, member.Item.Length, member.Item.Head))],
                Address(missing.Group)))]);

        // What is counted are units other than the list's own: a link cannot leave one out, so it lists at most that one more.
        string Address(ProblemGroup group) => ProblemGroupService.Address(group.Id, filters, ("collapse", "unit"));
    }
}
