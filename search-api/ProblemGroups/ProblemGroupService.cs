using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.ProblemGroups;

/// <summary>The problem ledger: what reports name under 存在问题, grouped by what it says, counted by reports and units.</summary>
public sealed class ProblemGroupService(ReportCollection collection, ProblemDerivation problems)
{
    /// <summary>Of a large group, wordings are chosen among so many.</summary>
    private const int MostCompared = 300;

    private const int MostWordings = 8;

    /// <summary>The groups that the filters leave, those of most reports first.</summary>
    /// <param name="text">Only groups of which a wording, or the name, holds this text; null or blank for all.</param>
    public ListResponse<ProblemSummary> List(SearchParameters parameters, string? text, Paging paging)
    {
        using var view = collection.Open(problems);
        var filter = CollectionFilters.Of(parameters);
        var found = ProblemSelection.Of(view, view.Whole(problems), filter);
        if (text?.Trim() is { Length: > 0 } typed)
            found = [.. found.Where(selection => Holds(selection.Group, typed))];
        var all = AllReports(view, filter);
        return ListResponse.Of<ProblemSummary>(
            [.. found.Skip(paging.Offset).Take(paging.HitsPerPage)
                .Select(selection => Summarize(selection.Group, selection.Tally, all, parameters))],
            found.Count,
            paging);
    }

    /// <summary>One group; null where no report names it, or none that the filters leave.</summary>
    public ProblemResponse? Find(string id, SearchParameters parameters)
    {
        using var view = collection.Open(problems);
        if (view.Whole(problems).Find(id) is not { } group)
            return null;
        var filter = CollectionFilters.Of(parameters);
        ProblemMember[] members = [.. ProblemSelection.Of(group, view, filter)];
        if (members.Length == 0)
            return null;
        var (all, tally) = (AllReports(view, filter), filter.IsEmpty ? group.Tally : new ProblemTally(view.Reports, members));
        var summary = Summarize(group, tally, all, parameters);
        var years = tally.Years.ToDictionary(year => year.Year);
        return new ProblemResponse
        {
            Id = summary.Id,
            Name = summary.Name,
            Key = summary.Key,
            Reports = summary.Reports,
            Units = summary.Units,
            Items = summary.Items,
            FirstYear = summary.FirstYear,
            LastYear = summary.LastYear,
            Trend = summary.Trend,
            Url = summary.Url,
            Years = [.. all.Select(year => new ProblemYear(
                year.Key,
                years.GetValueOrDefault(year.Key).Reports,
                years.GetValueOrDefault(year.Key).Units,
                year.Value,
                Address(id, parameters with { Years = [Only(year.Key)], YearUnknown = false }, ("collapse", "report"))))],
            Cells = [.. tally.Cells.Select(cell => new ProblemCell(
                cell.Type?.ToString(),
                cell.Year,
                cell.Reports,
                cell.Units,
                Address(id, OfCell(parameters, cell.Type?.ToString(), cell.Year), ("collapse", "report"))))],
            Wordings = Wordings(view, group, members),
        };
    }

    /// <summary>The items of a group that the filters leave, in a fixed order; null where there is no such group.</summary>
    /// <param name="collapse">report, unit: the first item of each.</param>
    public ListResponse<ProblemHit>? Items(string id, SearchParameters parameters, string? collapse, Paging paging)
    {
        using var view = collection.Open(problems);
        if (view.Whole(problems).Find(id) is not { } group)
            return null;
        var filter = CollectionFilters.Of(parameters);
        var left = ProblemSelection.Of(group, view, filter);
        List<ProblemMember> members = [.. collapse switch
        {
            "report" => left.DistinctBy(member => member.Report),
            "unit" => left.Where(member => view.Reports[member.Report].Unit is not null)
                .DistinctBy(member => view.Reports[member.Report].Unit, StringComparer.Ordinal),
            _ => left,
        }];
        return ListResponse.Of<ProblemHit>(
            [.. members.Skip(paging.Offset).Take(paging.HitsPerPage).Select(member => Present(view, member))], members.Count, paging);
    }

    /// <summary>All items that the filters leave, group by group, those of most reports first; a text at a time.</summary>
    public IEnumerable<(string Group, ProblemHit Item)> All(SearchParameters parameters, int most)
    {
        // Whether there is an answer at all must be known before its first byte is sent.
        collection.Open(problems).Dispose();
        return Iterate(parameters, most);
    }

    private IEnumerable<(string Group, ProblemHit Item)> Iterate(SearchParameters parameters, int most)
    {
        using var view = collection.Open(problems);
        var filter = CollectionFilters.Of(parameters);
        foreach (var selection in ProblemSelection.Of(view, view.Whole(problems), filter))
        {
            foreach (var member in selection.Members)
            {
                if (most-- == 0)
                    yield break;
                yield return (selection.Group.Name, Present(view, member));
            }
        }
    }

    internal static string Address(string id, SearchParameters parameters, params IReadOnlyList<(string Name, string Value)> more) =>
        $"/api/v1/problems/{id}/items{FilterAddress.Of(parameters, more)}";

    private static ProblemHit Present(CollectionView view, ProblemMember member) =>
        ProblemPresenter.Item(view, member.Report, member.Item.Passage, member.Item.Start, member.Item.Length, member.Item.Head);

    private static bool Holds(ProblemGroup group, string text) =>
        group.Key.Contains(text, StringComparison.Ordinal)
        || group.Members.Any(member => member.Item.Head.Contains(text, StringComparison.Ordinal));

    private static SortedDictionary<int, int> AllReports(CollectionView view, PassageFilter filter)
    {
        var all = new SortedDictionary<int, int>();
        foreach (var report in view.Reports)
            if (report.Year is { } year && filter.Passes(report))
                all[year] = all.GetValueOrDefault(year) + 1;
        return all;
    }

    private static ProblemSummary Summarize(
        ProblemGroup group, ProblemTally tally, SortedDictionary<int, int> all, SearchParameters parameters)
    {
        var years = tally.Years.ToDictionary(year => year.Year, year => year.Reports);
        return new ProblemSummary
        {
            Id = group.Id,
            Name = group.Name,
            Key = group.Key,
            Reports = tally.Reports,
            Units = tally.Units,
            Items = tally.Items,
            FirstYear = years.Count == 0 ? null : years.Keys.Min(),
            LastYear = years.Count == 0 ? null : years.Keys.Max(),
            Trend = ProblemTrends.Of([.. all.Select(year => (year.Key, years.GetValueOrDefault(year.Key), year.Value))]),
            Url = Address(group.Id, parameters),
        };
    }

    private static List<ProblemHit> Wordings(CollectionView view, ProblemGroup group, ProblemMember[] members)
    {
        // The central wording first, so that the others are those that differ from it.
        List<ProblemHit> hits = [.. members
            .OrderByDescending(member => member.Item.Head == group.Name)
            .DistinctBy(member => member.Item.Head, StringComparer.Ordinal)
            .Take(MostCompared)
            .Select(member => Present(view, member))];
        return [.. DifferentWordings.Choose([.. hits.Select(hit => hit.Text)], MostWordings).Select(number => hits[number])];
    }

    private static SearchParameters OfCell(SearchParameters parameters, string? type, int? year) => parameters with
    {
        UnitTypes = [type ?? FieldValues.Unknown],
        Years = year is { } known ? [Only(known)] : [],
        YearUnknown = year is null,
    };

    private static NumberRange Only(int year) => new(year, year);
}
