using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.Lookups.Units;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Units;

/// <summary>A unit's own page.</summary>
public sealed class UnitService(ReportCollection collection, ProblemDerivation problems)
{
    /// <summary>Null where no report is of such a unit.</summary>
    public UnitResponse? Find(string name, SearchParameters parameters, Paging paging)
    {
        using var view = collection.Open(problems);
        var (ledger, filter) = (view.Whole(problems), CollectionFilters.Of(parameters));
        if (UnitOverview.Of(view, ledger, name, filter.Passes) is not { } unit)
            return null;
        return new UnitResponse(
            [.. unit.Reports.Skip(paging.Offset).Take(paging.HitsPerPage)
                .Select(number => Report(view.Reports[number], ledger.Of(number).Count))],
            unit.Reports.Count,
            paging.Page,
            paging.HitsPerPage,
            paging.PagesOf(unit.Reports.Count),
            unit.Name,
            unit.Names,
            unit.UnitType?.ToString(),
            unit.UnitsOfType,
            [.. unit.Problems.Select(problem => new UnitProblemResponse(
                problem.Group.Id,
                problem.Group.Name,
                problem.Years,
                problem.State,
                problem.OtherUnits,
                [.. problem.Members.Select(member => ProblemPresenter.Item(
                    view, member.Report, member.Item.Passage, member.Item.Start, member.Item.Length, member.Item.Head))]))]);
    }

    private static UnitReport Report(CollectedReport report, int problems) => new(
        report.Id, report.Title, report.Year, report.Kind?.ToString(), report.Source,
        report.PassageCount, problems, Links.Report(report.Id));
}
