using System.Globalization;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Patterns;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Patterns;

/// <summary>Sentence patterns: occurrences, and what fills their gaps.</summary>
public sealed class PatternService(ReportCollection collection)
{
    private const int MostFillers = 20;

    public PatternResponse Occurrences(PatternQuery query, Paging paging, CancellationToken cancel)
    {
        using var view = collection.Open();
        var found = Find(view, query, cancel);
        var (reports, units) = Spread(view, found);
        return new PatternResponse(
            [.. found.Skip(paging.Offset).Take(paging.HitsPerPage).Select(occurrence => Hit(view, query, occurrence))],
            found.Count,
            paging.Page,
            paging.HitsPerPage,
            paging.PagesOf(found.Count),
            reports,
            units,
            [.. Enumerable.Range(0, query.Pattern.FillerCount).Select(number => Count(query, found, number))]);
    }

    /// <summary>The ways in which the gaps are filled, the most frequent first.</summary>
    public ListResponse<FillingHit> Fillings(PatternQuery query, Paging paging, CancellationToken cancel)
    {
        using var view = collection.Open();
        List<List<PatternOccurrence>> groups = [.. Find(view, query, cancel)
            .GroupBy(occurrence => string.Join('\n', Fillers(query, occurrence)), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.ToList())];
        return ListResponse.Of<FillingHit>(
            [.. groups.Skip(paging.Offset).Take(paging.HitsPerPage).Select(group => Filling(view, query, group))], groups.Count, paging);
    }

    /// <summary>All occurrences as a table.</summary>
    public ExportTable Table(PatternQuery query, CancellationToken cancel)
    {
        using var view = collection.Open();
        List<IReadOnlyList<string>> rows = [.. Find(view, query, cancel).Take(ExportFormats.MostHits).Select(occurrence =>
        {
            var hit = Hit(view, query, occurrence);
            return (IReadOnlyList<string>)
            [
                .. hit.Fillers.Select(filler => filler.Text), hit.Text, hit.Passage.Unit ?? "", hit.Passage.UnitType ?? "",
                hit.Passage.Year?.ToString(CultureInfo.InvariantCulture) ?? "", hit.Passage.Section, hit.Passage.Title, hit.Passage.Url,
            ];
        })];
        return new ExportTable(
            "句式",
            [
                .. Enumerable.Range(1, query.Pattern.FillerCount)
                    .Select(number => string.Create(CultureInfo.InvariantCulture, $"空{number}")),
                "句子", "单位", "类型", "年份", "章节", "报告", "链接",
            ],
            rows);
    }

    private static List<PatternOccurrence> Find(CollectionView view, PatternQuery query, CancellationToken cancel)
    {
        var filter = CollectionFilters.Of(query.Filters);
        var all = query.InHeadings
            ? PatternSearch.InHeadings(view, query.Pattern, filter)
            : PatternSearch.InTexts(view, query.Pattern, filter, cancel);
        return [.. all.Where(occurrence => query.Fillers.All(filler => occurrence.Filler(filler.Number - 1) == filler.Text))];
    }

    private static PatternHit Hit(CollectionView view, PatternQuery query, PatternOccurrence occurrence) => new(
        occurrence.Text,
        query.InHeadings ? null : occurrence.Start,
        occurrence.Match.Literals,
        [.. occurrence.Match.Fillers.Select((span, number) => new PatternFill(occurrence.Filler(number), span.Start, span.Length))],
        PassagePlace.Of(view, occurrence.Report, occurrence.Passage));

    private static FillingHit Filling(CollectionView view, PatternQuery query, List<PatternOccurrence> group)
    {
        string[] fillers = [.. Fillers(query, group[0])];
        var (reports, units) = Spread(view, group);
        var match = group[0].Match;
        return new FillingHit(
            group[0].Text.Substring(match.Start, match.Length),
            fillers,
            group.Count,
            reports,
            units,
            query.Address([.. fillers.Select((text, number) => (number + 1, text))]));
    }

    private static IReadOnlyList<FillerCount> Count(PatternQuery query, List<PatternOccurrence> found, int number) =>
        [.. found.CountBy(occurrence => occurrence.Filler(number), StringComparer.Ordinal)
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(MostFillers)
            .Select(entry => new FillerCount(entry.Key, entry.Value, query.Address((number + 1, entry.Key))))];

    private static IEnumerable<string> Fillers(PatternQuery query, PatternOccurrence occurrence) =>
        Enumerable.Range(0, query.Pattern.FillerCount).Select(occurrence.Filler);

    private static (int Reports, int Units) Spread(CollectionView view, List<PatternOccurrence> found)
    {
        int[] reports = [.. found.Select(occurrence => occurrence.Report).Distinct()];
        var units = reports.Select(report => view.Reports[report].Unit).OfType<string>().Distinct(StringComparer.Ordinal);
        return (reports.Length, units.Count());
    }
}
