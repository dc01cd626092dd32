using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Reports;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Trends;

/// <summary>A year of a wording.</summary>
/// <param name="AllReports">Reports of that year, whatever they say.</param>
public sealed record TrendYear(int Year, int Passages, int Reports, int Units, int AllReports);

/// <summary>First, peak and last year of a wording, and how many reports have it.</summary>
public sealed record TrendSpan(int? First, int? Peak, int? Last, int Reports, int Units);

/// <summary>A wording through the years: the passages whose text has it, to the character.</summary>
public sealed class WordingTrend
{
    /// <summary>
    /// The share of a year with few reports says little: each year is taken as if so many reports more, without the wording, had been
    /// collected.
    /// </summary>
    private const double Doubt = 1;

    private readonly CollectionView _view;
    private readonly bool[] _passing;

    private WordingTrend(CollectionView view, bool[] passing, IReadOnlyList<(int Report, int Passage)> passages) =>
        (_view, _passing, Passages) = (view, passing, passages);

    /// <summary>In the order of reports.</summary>
    public IReadOnlyList<(int Report, int Passage)> Passages { get; }

    /// <summary>One line for each year from the first to the last that has a report, also where none has the wording.</summary>
    public IReadOnlyList<TrendYear> Years => YearsOf(_ => true);

    public TrendSpan Span => SpanOf(_ => true);

    /// <summary>By unit type, those of most reports first; null is 不明.</summary>
    public IReadOnlyList<(UnitType? Type, TrendSpan Span)> UnitTypes =>
        [.. Passages.Select(place => _view.Reports[place.Report].UnitType).Distinct()
            .Select(type => (type, SpanOf(report => report.UnitType == type)))
            .OrderByDescending(entry => entry.Item2.Reports)
            .ThenBy(entry => entry.type)];

    public static WordingTrend Of(CollectionView view, string wording, PassageFilter filter, CancellationToken cancel)
    {
        var request = new SearchRequest
        {
            Query = new Query.Constant(new Query.Text(wording, TextMatch.Exact, PassageSchema.Text), 1),
            Limit = Math.Max(1, view.PassageCount),
        };
        var passing = filter.Select(view);
        return new WordingTrend(
            view,
            passing,
            [.. view.Snapshot.Search(request, cancel).Hits
                .Select(hit => view.Locate(hit.Document)).OfType<(int Report, int Passage)>()
                .Where(place => passing[place.Report] && filter.Passes(view.Reports[place.Report], place.Passage))
                .Order()]);
    }

    private TrendSpan SpanOf(Func<CollectedReport, bool> belongs)
    {
        var years = YearsOf(belongs).Where(year => year.Reports > 0).ToList();
        CollectedReport[] reports = [.. Passages.Select(place => place.Report).Distinct()
            .Select(report => _view.Reports[report])
            .Where(belongs)];
        return new TrendSpan(
            years.Count == 0 ? null : years[0].Year,
            years.Count == 0 ? null : years.MaxBy(year => year.Reports / (year.AllReports + Doubt))!.Year,
            years.Count == 0 ? null : years[^1].Year,
            reports.Length,
            reports.Select(report => report.Unit).OfType<string>().Distinct(StringComparer.Ordinal).Count());
    }

    private List<TrendYear> YearsOf(Func<CollectedReport, bool> belongs)
    {
        var all = new SortedDictionary<int, int>();
        for (var number = 0; number < _passing.Length; number++)
            if (_passing[number] && _view.Reports[number].Year is { } year && belongs(_view.Reports[number]))
                all[year] = all.GetValueOrDefault(year) + 1;
        var having = Passages.Where(place => belongs(_view.Reports[place.Report])).ToLookup(place => _view.Reports[place.Report].Year);
        return all.Count == 0
            ? []
            : [.. Enumerable.Range(all.Keys.First(), all.Keys.Last() - all.Keys.First() + 1).Select(year => new TrendYear(
                year,
                having[year].Count(),
                having[year].Select(place => place.Report).Distinct().Count(),
                having[year].Select(place => _view.Reports[place.Report].Unit).OfType<string>().Distinct(StringComparer.Ordinal).Count(),
                all.GetValueOrDefault(year)))];
    }
}
