using System.Globalization;
using KnowledgeBase.Engine;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Headings;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Headings;

/// <summary>The headings of all reports: single ones, sets, outlines.</summary>
public sealed class HeadingService(ReportCollection collection, HeadingDerivation derivation, SearchService search)
{
    private const string Numerals = "零一二三四五六七八九十";

    /// <summary>Distinct headings, those of most reports first.</summary>
    public ListResponse<HeadingResponse> Headings(
        SearchParameters filters, HeadingConditions conditions, Paging paging, string filterAddress)
    {
        using var view = collection.Open(derivation);
        var filter = new Selection(view, CollectionFilters.Of(filters));
        var found = view.Whole(derivation).Entries
            .Select(entry => (Entry: entry, Uses: Matching(entry, filter, conditions)))
            .Where(found => found.Uses.Count > 0)
            .Select(found => (found.Uses, Reports: found.Uses.Select(use => use.Report).Distinct().Count()))
            .OrderByDescending(found => found.Reports)
            .ThenByDescending(found => found.Uses.Count)
            .ThenBy(found => found.Uses[0].Node.Heading, StringComparer.Ordinal)
            .ToList();
        return ListResponse.Of<HeadingResponse>(
            [.. found.Skip(paging.Offset).Take(paging.HitsPerPage).Select(one => Present(view, one.Uses, one.Reports, filterAddress))],
            found.Count,
            paging);
    }

    /// <summary>The passages below a heading and its near-equal forms, one for each place, in the order of the reports.</summary>
    /// <param name="collapse">report, unit: the first passage of each.</param>
    public ListResponse<SearchHit> Passages(SearchParameters filters, string heading, string? collapse, Paging paging)
    {
        using var view = collection.Open(derivation);
        var filter = new Selection(view, CollectionFilters.Of(filters));
        var all = view.Whole(derivation).ByKey.GetValueOrDefault(HeadingShape.Key(heading))?.Uses.Where(filter.Passes) ?? [];
        List<HeadingUse> uses = [.. collapse switch
        {
            "report" => all.DistinctBy(use => use.Report),
            "unit" => all.Where(use => view.Reports[use.Report].Unit is not null)
                .DistinctBy(use => view.Reports[use.Report].Unit, StringComparer.Ordinal),
            _ => all,
        }];
        return ListResponse.Of<SearchHit>(
            [.. uses.Skip(paging.Offset).Take(paging.HitsPerPage)
                .Select(use => HitPresenter.Present(view.Snapshot, new Hit(view.DocumentOf(use.Report, use.Node.Passage), 0), null))],
            uses.Count,
            paging);
    }

    /// <summary>Sets of sibling headings of which each meets the conditions.</summary>
    /// <param name="sizes">How many headings a set has.</param>
    /// <param name="word">A word that all of them share; empty for any.</param>
    /// <param name="parallel">Whether they must be made alike.</param>
    public ListResponse<HeadingSetResponse> Sets(
        SearchParameters filters, HeadingConditions conditions, (int From, int To) sizes, string word, bool parallel, Paging paging)
    {
        using var view = collection.Open(derivation);
        var filter = new Selection(view, CollectionFilters.Of(filters));
        var found = view.Whole(derivation).Sets
            .Where(set => set.Headings.Count >= sizes.From && set.Headings.Count <= sizes.To)
            .Where(set => set.Headings.Any(conditions.Hold) && set.Headings.All((conditions with { Text = "" }).Hold))
            .Select(set => (Set: set, Uses: set.Uses.Where(use => filter.Passes(use.Report, use.First)).ToList()))
            .Where(found => found.Uses.Count > 0)
            .Where(found => !parallel || found.Set.IsParallel)
            .Where(found => word.Length == 0
                || SetPattern.Words(found.Set.Pattern).Any(shared => shared.Contains(word, StringComparison.Ordinal)))
            .OrderByDescending(found => (found.Set.EqualLength is null ? 0 : 1) + (found.Set.Pattern.Length > 0 ? 1 : 0))
            .ThenByDescending(found => found.Uses.Count)
            .ThenByDescending(found => found.Set.Headings.Count)
            .ThenBy(found => found.Set.Headings[0], StringComparer.Ordinal)
            .ToList();
        return ListResponse.Of<HeadingSetResponse>(
            [.. found.Skip(paging.Offset).Take(paging.HitsPerPage).Select(one => Present(view, one.Set, one.Uses))], found.Count, paging);
    }

    /// <summary>The outlines of all reports that a query matches, in the order in which a search finds them.</summary>
    public ListResponse<OutlineResponse> Outlines(SearchParameters parameters, CancellationToken cancel)
    {
        using var view = collection.Open(derivation);
        var found = search.Search(
            parameters with { Collapse = true, Fold = false, Loosening = Loosening.None, Facets = [] }, cancel);
        var numbers = view.Reports.Select((report, number) => (report.Id, number))
            .ToDictionary(entry => entry.Id, entry => entry.number, StringComparer.Ordinal);
        return ListResponse.Of<OutlineResponse>(
            [.. found.Hits.Where(hit => numbers.ContainsKey(hit.ReportId)).Select(hit => Present(view, numbers[hit.ReportId]))],
            found.TotalHits,
            parameters.Paging);
    }

    private static List<HeadingUse> Matching(HeadingEntry entry, Selection filter, HeadingConditions conditions) =>
        entry.Uses.Any(use => conditions.Hold(use.Node.Heading)) ? [.. entry.Uses.Where(filter.Passes)] : [];

    private static HeadingResponse Present(CollectionView view, List<HeadingUse> uses, int reports, string filterAddress)
    {
        var forms = uses.GroupBy(use => use.Node.Heading, StringComparer.Ordinal)
            .OrderByDescending(form => form.Count()).ThenBy(form => form.Key, StringComparer.Ordinal)
            .Select(form => form.Key)
            .ToList();
        return new HeadingResponse(
            forms[0],
            HeadingShape.Length(forms[0]),
            HeadingShape.Parts(forms[0]),
            uses.CountBy(use => use.Node.Section).OrderByDescending(section => section.Value)
                .ThenBy(section => section.Key).First().Key.ToString(),
            reports,
            uses.Select(use => view.Reports[use.Report].Unit).OfType<string>().Distinct(StringComparer.Ordinal).Count(),
            uses.Count,
            forms,
            $"/api/v1/headings/passages?heading={Uri.EscapeDataString(forms[0])}{filterAddress}");
    }

    private static HeadingSetResponse Present(CollectionView view, HeadingSet set, List<SetUse> uses)
    {
        var report = view.Reports[uses[0].Report];
        var words = SetPattern.Words(set.Pattern);
        return new HeadingSetResponse(
            set.Headings,
            Describe(set, words),
            set.Headings.Count,
            set.EqualLength,
            set.Pattern.Length > 0 ? set.Pattern : null,
            words,
            uses[0].First.Section.ToString(),
            uses.Select(use => use.Report).Distinct().Count(),
            report.Id,
            report.Title,
            report.Unit,
            report.UnitType?.ToString(),
            report.Year,
            Links.Passage(report.Id, report.PassageId(uses[0].First.Passage)));
    }

    private static string Describe(HeadingSet set, IReadOnlyList<string> words)
    {
        var count = set.Headings.Count;
        var number = count == 2
            ? "两"
            : count < Numerals.Length
            ? Numerals[count..(count + 1)]
            : count.ToString(CultureInfo.InvariantCulture);
        var parts = new List<string> { number + "个" };
        if (set.EqualLength is { } length)
            parts.Add($"每句 {length} 字");
        if (words.Count > 0)
            parts.Add("含" + string.Concat(words.Select(word => $"“{word}”")));
        return string.Join('，', parts);
    }

    private OutlineResponse Present(CollectionView view, int number)
    {
        var report = view.Reports[number];
        return new OutlineResponse(
            report.Id, report.Title, report.Unit, report.UnitType?.ToString(), report.Year, report.Kind?.ToString(),
            [.. view.Whole(derivation).Outlines[number].Nodes
                .Select(node => new OutlineLine(node.Heading, node.Depth, node.Section.ToString(), report.PassageId(node.Passage)))],
            Links.Report(report.Id));
    }

    /// <summary>The reports of a view that a filter lets pass, each asked about once.</summary>
    private sealed class Selection(CollectionView view, PassageFilter filter)
    {
        private readonly bool[] _reports = filter.Select(view);

        public bool Passes(HeadingUse use) => Passes(use.Report, use.Node);

        public bool Passes(int report, OutlineNode node) => _reports[report] && filter.Passes(view.Reports[report], node.Passage);
    }
}
