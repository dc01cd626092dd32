using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Trends;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Trends;

/// <summary>Wordings through the years.</summary>
public sealed class TrendService(ReportCollection collection)
{
    public TrendResponse Trend(string wording, SearchParameters filters, Paging paging, CancellationToken cancel)
    {
        using var view = collection.Open();
        var trend = WordingTrend.Of(view, wording, CollectionFilters.Of(filters), cancel);
        var (years, span) = (trend.Years, trend.Span);
        return new TrendResponse(
            [.. years.Skip(paging.Offset).Take(paging.HitsPerPage).Select(year => new TrendLine(
                year.Year, year.Passages, year.Reports, year.Units, year.AllReports,
                Address("/passages", wording, filters with { Years = [new NumberRange(year.Year, year.Year)], YearUnknown = false })))],
            years.Count,
            paging.Page,
            paging.HitsPerPage,
            paging.PagesOf(years.Count),
            wording,
            span.First,
            span.Peak,
            span.Last,
            trend.Passages.Count,
            span.Reports,
            span.Units,
            [.. trend.UnitTypes.Select(entry => new TrendOfType(
                entry.Type?.ToString(), entry.Span.First, entry.Span.Peak, entry.Span.Last, entry.Span.Reports, entry.Span.Units,
                Address("/passages", wording, filters with { UnitTypes = [entry.Type?.ToString() ?? FieldValues.Unknown] })))],
            Address("/passages", wording, filters));
    }

    /// <param name="collapse">report, unit: the first passage of each.</param>
    public ListResponse<TrendHit> Passages(
        string wording, SearchParameters filters, string? collapse, Paging paging, CancellationToken cancel)
    {
        using var view = collection.Open();
        var all = WordingTrend.Of(view, wording, CollectionFilters.Of(filters), cancel).Passages;
        List<(int Report, int Passage)> left = [.. collapse switch
        {
            "report" => all.DistinctBy(place => place.Report),
            "unit" => all.Where(place => view.Reports[place.Report].Unit is not null)
                .DistinctBy(place => view.Reports[place.Report].Unit, StringComparer.Ordinal),
            _ => all,
        }];
        return ListResponse.Of<TrendHit>(
            [.. left.Skip(paging.Offset).Take(paging.HitsPerPage).Select(place => Hit(view, place))], left.Count, paging);
    }

    /// <summary>The lines of all years as a table.</summary>
    public ExportTable Table(string wording, SearchParameters filters, CancellationToken cancel)
    {
        using var view = collection.Open();
        List<IReadOnlyList<string>> rows = [.. WordingTrend.Of(view, wording, CollectionFilters.Of(filters), cancel).Years
            .Select(year => (IReadOnlyList<string>)[.. new[] { year.Year, year.Reports, year.Units, year.Passages, year.AllReports }
                .Select(number => number.ToString(CultureInfo.InvariantCulture))])];
        return new ExportTable("提法年轮", ["年份", "报告", "单位", "段落", "全部报告"], rows);
    }

    public ListResponse<RetiredHit> Retired(string draft, SearchParameters filters, Paging paging, CancellationToken cancel)
    {
        using var view = collection.Open();
        var found = new RetiredWordings(view, CollectionFilters.Of(filters), cancel).Find(draft);
        return ListResponse.Of<RetiredHit>(
            [.. found.Skip(paging.Offset).Take(paging.HitsPerPage).Select(one =>
            {
                var text = draft.Substring(one.Start, one.Length);
                return new RetiredHit(
                    text, one.Start, one.Length, one.Span.First, one.Span.Peak, one.Span.Last, one.Span.Reports, one.Span.Units,
                    [.. one.NewWordings.Select(wording => new NewWording(wording.Text, wording.Units))],
                    [.. one.Now.Select(place => Hit(view, place))],
                    Address("", text, filters));
            })],
            found.Count,
            paging);
    }

    private static TrendHit Hit(CollectionView view, (int Report, int Passage) place) =>
        new(view.Read(place.Report, place.Passage).Text, PassagePlace.Of(view, place.Report, place.Passage));

    private static string Address(string path, string wording, SearchParameters filters) =>
        $"/api/v1/trends{path}{FilterAddress.Of(filters, ("q", wording))}";
}
