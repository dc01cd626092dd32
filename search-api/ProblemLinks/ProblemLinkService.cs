using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Links;
using KnowledgeBase.Lookups.Problems;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.ProblemGroups;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.ProblemLinks;

/// <summary>Problem, cause and measure of one item, joined within its report when they are asked for.</summary>
public sealed class ProblemLinkService(ReportCollection collection, ProblemDerivation problems)
{
    /// <summary>All problems that the filters leave, in the order of the reports.</summary>
    /// <param name="groupId">Only those of this group; null for all.</param>
    public ListResponse<ProblemLink>? List(SearchParameters parameters, string? groupId, Paging paging)
    {
        using var view = collection.Open(problems);
        if (groupId is not null && view.Whole(problems).Find(groupId) is null)
            return null;
        var total = 0;
        var chosen = new List<(int Report, int Item)>();
        foreach (var place in Places(view, parameters, groupId))
        {
            if (total >= paging.Offset && chosen.Count < paging.HitsPerPage)
                chosen.Add(place);
            total++;
        }

        return ListResponse.Of<ProblemLink>([.. Present(view, chosen)], total, paging);
    }

    /// <summary>The same without pages, one after another.</summary>
    public IEnumerable<ProblemLink> All(SearchParameters parameters, string? groupId, int most)
    {
        // Whether there is an answer at all must be known before its first byte is sent.
        collection.Open(problems).Dispose();
        return Iterate(parameters, groupId, most);
    }

    private IEnumerable<ProblemLink> Iterate(SearchParameters parameters, string? groupId, int most)
    {
        using var view = collection.Open(problems);
        foreach (var link in Present(view, Places(view, parameters, groupId).Take(most)))
            yield return link;
    }

    private IEnumerable<(int Report, int Item)> Places(CollectionView view, SearchParameters parameters, string? groupId)
    {
        var (filter, ledger) = (CollectionFilters.Of(parameters), view.Whole(problems));
        var key = groupId is null ? null : ledger.Find(groupId)?.Key;
        for (var report = 0; report < view.Reports.Count; report++)
        {
            if (!filter.Passes(view.Reports[report]))
                continue;
            var items = ledger.Of(report);
            for (var item = 0; item < items.Count; item++)
                if (filter.Passes(view.Reports[report], items[item].Passage) && (key is null || items[item].Key == key))
                    yield return (report, item);
        }
    }

    /// <summary>Problems of one report stand together, so each report is read and joined once.</summary>
    private IEnumerable<ProblemLink> Present(CollectionView view, IEnumerable<(int Report, int Item)> places)
    {
        var (last, links) = (-1, (IReadOnlyList<ReportLink>)[]);
        foreach (var (report, item) in places)
        {
            if (report != last)
                (last, links) = (report, Join(view, report));
            if (item >= links.Count)
                continue;
            var (one, problem) = (links[item], view.Whole(problems).Of(report)[item]);
            yield return new ProblemLink(
                ProblemPresenter.Item(view, report, problem.Passage, problem.Start, problem.Length, problem.Head),
                ProblemKeys.IdOf(problem.Key),
                Part(view.Reports[report], one.Cause),
                Part(view.Reports[report], one.Measure));
        }
    }

    private IReadOnlyList<ReportLink> Join(CollectionView view, int report)
    {
        if (view.Snapshot.Attachment(ReportRecord.KeyOf(view.Reports[report].Id)) is not { } bytes)
            return [];
        var passages = ReportRecord.FromBytes(bytes.Span).Report.Sections
            .SelectMany(section => section.Passages.Select(passage => (section.Type, passage.Heading, passage.Text)));
        return ReportLinks.Join([.. passages], view.Whole(problems).Of(report));
    }

    private static LinkedPart? Part(CollectedReport report, LinkJoin? join)
    {
        if (join is not { Part: var part })
            return null;
        var id = report.PassageId(part.Passage);
        return new LinkedPart(
            id,
            part.Text,
            part.Start,
            part.Length,
            part.Head,
            join.By switch { LinkBasis.Text => "text", LinkBasis.Number => "number", _ => "words" },
            join.By == LinkBasis.Number ? part.Order + 1 : null,
            join.Words,
            Math.Round(join.Similarity, 3),
            Links.Passage(report.Id, id));
    }
}
