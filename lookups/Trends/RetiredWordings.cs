using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Overlap;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Trends;

/// <summary>
/// Which wordings of a draft are out of use. A wording is, if at least three units wrote it, its peak lies two years back or more, and the
/// last two years have less than a seventh of what its peak's share would let expect, where that is at least three reports.
/// </summary>
public sealed class RetiredWordings(CollectionView view, PassageFilter filter, CancellationToken cancel)
{
    private const int LeastUnits = 3;
    private const int Recent = 2;
    private const double LeastExpected = 3;
    private const double MostLeft = 1.0 / 7;
    private const int MostAsked = 3_000;
    private const int MostNow = 3;
    private const int MostNew = 5;
    private const int MostRead = 200;

    private readonly int[] _reportsOf = ReportsOf(view, filter);

    /// <summary>From left to right, without overlap: of wordings that hold each other the longest.</summary>
    public IReadOnlyList<RetiredWording> Find(string draft)
    {
        var newest = Array.FindLastIndex(_reportsOf, count => count > 0);
        if (newest < Recent)
            return [];
        var found = new List<(int Start, string Text, WordingTrend Trend)>();
        foreach (var (start, text) in DraftWordings.Of(draft).Take(MostAsked))
        {
            cancel.ThrowIfCancellationRequested();
            if (found.Any(one => start < one.Start + one.Text.Length && one.Start < start + text.Length)
                || IsInUse(text, newest) || !MayBeRetired(text, newest))
                continue;
            var trend = WordingTrend.Of(view, text, filter, cancel);
            if (IsRetired(trend, newest))
                found.Add((start, text, trend));
        }

        return [.. found.OrderBy(one => one.Start).Select(one => Describe(draft, one.Start, one.Text, one.Trend, newest))];
    }

    /// <summary>
    /// Whether more reports of the last years have it than a retired wording could have, whatever its peak: a share is at most 1. Of a
    /// wording in use few passages are read to know this; nothing that it refuses could be retired.
    /// </summary>
    private bool IsInUse(string text, int newest)
    {
        var most = MostLeft * Enumerable.Range(newest - Recent + 1, Recent).Sum(year => _reportsOf[year]);
        var (reports, last) = (0, -1);
        view.Snapshot.Visit(
            new Query.Text(text, TextMatch.Exact, PassageSchema.Text),
            [new Filter.Number(PassageSchema.Year, [new NumberRange(newest - Recent + 1, newest)])],
            document =>
            {
                // Passages of a report follow each other.
                if (view.Locate(document) is not var (report, passage) || report == last
                    || !filter.Passes(view.Reports[report]) || !filter.Passes(view.Reports[report], passage))
                    return true;
                (reports, last) = (reports + 1, report);
                return reports <= most;
            },
            cancel);
        return reports > most;
    }

    /// <summary>By the passages of each year alone, which the index counts without reading any.</summary>
    private bool MayBeRetired(string text, int newest)
    {
        var request = new SearchRequest
        {
            Query = new Query.Constant(new Query.Text(text, TextMatch.Exact, PassageSchema.Text), 1),
            Limit = 0,
            Facets = [new FacetRequest(PassageSchema.Year)],
        };
        var result = view.Snapshot.Search(request, cancel);
        var recent = result.Facets[PassageSchema.Year]
            .Where(count => count.Value is { } year && int.Parse(year, CultureInfo.InvariantCulture) > newest - Recent)
            .Sum(count => count.Count);
        return result.TotalHits >= LeastUnits && recent * 2 < result.TotalHits;
    }

    private bool IsRetired(WordingTrend trend, int newest)
    {
        if (trend.Span is not { Peak: { } peak, Units: >= LeastUnits } || peak > newest - Recent)
            return false;
        var years = trend.Years.ToDictionary(year => year.Year);
        var recent = Enumerable.Range(newest - Recent + 1, Recent).Sum(year => _reportsOf[year]);
        var expected = (double)years[peak].Reports / years[peak].AllReports * recent;
        var left = Enumerable.Range(newest - Recent + 1, Recent).Sum(year => years.TryGetValue(year, out var one) ? one.Reports : 0);
        return expected >= LeastExpected && left <= expected * MostLeft;
    }

    private RetiredWording Describe(string draft, int start, string text, WordingTrend trend, int newest)
    {
        var units = trend.Passages.Select(place => view.Reports[place.Report].Unit).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var sentence = DraftSentences.Of(draft).Last(one => one.Start <= start);
        var context = draft.Substring(sentence.Start, sentence.Length);
        var request = new SearchRequest
        {
            Query = new Query.Text(context, TextMatch.Any, PassageSchema.Text),
            Filters =
            [
                new Filter.Keyword(PassageSchema.Unit, [.. units]),
                new Filter.Number(PassageSchema.Year, [new NumberRange(newest - Recent + 1, newest)]),
            ],
            Limit = MostRead,
            ExactTotal = false,
        };
        List<(int Report, int Passage)> now = [.. view.Snapshot.Search(request, cancel).Hits
            .Select(hit => view.Locate(hit.Document)).OfType<(int Report, int Passage)>()];
        return new RetiredWording(start, text.Length, trend.Span, [.. now.Take(MostNow)], NewWordings(now, trend.Span.Peak!.Value));
    }

    private List<(string Text, int Units)> NewWordings(List<(int Report, int Passage)> passages, int peak)
    {
        var units = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (report, passage) in passages)
            foreach (var (_, name) in DraftWordings.Quoted(view.Read(report, passage).Text))
                if (view.Reports[report].Unit is { } unit)
                    (units.TryGetValue(name, out var set) ? set : units[name] = new(StringComparer.Ordinal)).Add(unit);
        return [.. units
            .OrderByDescending(entry => entry.Value.Count)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(MostNew * 4)
            .Where(entry => WordingTrend.Of(view, entry.Key, filter, cancel).Span.First > peak)
            .Take(MostNew)
            .Select(entry => (entry.Key, entry.Value.Count))];
    }

    private static int[] ReportsOf(CollectionView view, PassageFilter filter)
    {
        const int LastYear = 2200;
        var counts = new int[LastYear];
        foreach (var report in view.Reports.Where(report => filter.Passes(report)))
            if (report.Year is { } year and >= 0 and < LastYear)
                counts[year]++;
        return counts;
    }
}
