using System.Globalization;
using System.Text.Json;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.LeftOvers;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.LeftOvers;

/// <summary>What a draft still has of other reports.</summary>
public sealed class LeftOverService(ReportCollection collection, UnitNameDerivation names)
{
    public ListResponse<LeftOverHit> Check(
        string draft, string unit, int year, SearchParameters filters, Paging paging, CancellationToken cancel)
    {
        using var view = collection.Open(names);
        var found = Run(view, draft, unit, year, filters, cancel);
        return ListResponse.Of<LeftOverHit>(
            [.. found.Skip(paging.Offset).Take(paging.HitsPerPage).Select(one => Hit(view, draft, one))], found.Count, paging);
    }

    public ExportTable Table(string draft, string unit, int year, SearchParameters filters, CancellationToken cancel)
    {
        using var view = collection.Open(names);
        var hits = Run(view, draft, unit, year, filters, cancel).Select(one => Hit(view, draft, one));
        List<IReadOnlyList<string>> rows = [.. hits.Select(hit =>
            (IReadOnlyList<string>)
            [
                hit.Text, KindOf(hit.Kind), hit.Start.ToString(CultureInfo.InvariantCulture),
                hit.Sources.Count == 0 ? "" : hit.Sources[0].Passage.Title, hit.Sources.Count == 0 ? "" : hit.Sources[0].Passage.Url,
            ])];
        return new ExportTable("换壳检查", ["残留", "类别", "位置", "出处", "链接"], rows);
    }

    private IReadOnlyList<LeftOver> Run(
        CollectionView view, string draft, string unit, int year, SearchParameters filters, CancellationToken cancel) =>
        new LeftOverCheck(view, view.Whole(names), unit, year, FilterBuilder.Build(filters), cancel).Run(draft);

    private static LeftOverHit Hit(CollectionView view, string draft, LeftOver one) => new(
        draft.Substring(one.Start, one.Length),
        JsonNamingPolicy.CamelCase.ConvertName(one.Kind.ToString()),
        one.Start,
        one.Length,
        [.. one.Sources.Select(source => new LeftOverOrigin(source.Letters, PassagePlace.Of(view, source.Report, source.Passage)))]);

    private static string KindOf(string kind) => kind switch
    {
        "unit" => "单位",
        "place" => "地名",
        "title" => "称谓",
        _ => "年份",
    };
}
