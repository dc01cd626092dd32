using System.Globalization;
using System.Text.Json;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.Lookups.Compare;
using KnowledgeBase.Lookups.Overlap;
using KnowledgeBase.SearchApi.Exports;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.Search;

namespace KnowledgeBase.SearchApi.Overlap;

/// <summary>A draft beside the collection.</summary>
public sealed class OverlapService(ReportCollection collection, OriginDerivation origins)
{
    private const int MostSetPhrases = 100;

    /// <param name="unit">The draft's own unit; null where all reports are sources.</param>
    /// <param name="least">How many independent reports make a set phrase.</param>
    public OverlapResponse Check(string draft, string? unit, int least, SearchParameters filters, Paging paging, CancellationToken cancel)
    {
        using var view = collection.Open(origins);
        var result = Run(view, draft, unit, least, filters, cancel);
        List<OverlapSentence> found = [.. Found(result)];
        return new OverlapResponse(
            [.. found.Skip(paging.Offset).Take(paging.HitsPerPage).Select(sentence => Hit(view, draft, sentence))],
            found.Count,
            paging.Page,
            paging.HitsPerPage,
            paging.PagesOf(found.Count),
            Math.Round(result.Score, 4),
            result.Copied,
            result.Own,
            result.SetPhrase,
            result.Sentences.Count,
            [.. result.Sentences.SelectMany(sentence => sentence.Spans)
                .Where(span => span.Kind == OverlapKind.SetPhrase)
                .Select(span => draft.Substring(span.Start, span.Length))
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(phrase => phrase.Length)
                .Take(MostSetPhrases)]);
    }

    /// <summary>Each sentence with each of its sources as a row.</summary>
    public ExportTable Table(string draft, string? unit, int least, SearchParameters filters, CancellationToken cancel)
    {
        using var view = collection.Open(origins);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var hit in Found(Run(view, draft, unit, least, filters, cancel)).Select(sentence => Hit(view, draft, sentence)))
            foreach (var source in hit.Sources)
                rows.Add(
                [
                    hit.Text, hit.Start.ToString(CultureInfo.InvariantCulture), hit.NearCopy ? "近似" : "相同", source.Text,
                    string.Join('；', source.Changes.Select(change => $"{change.Source}→{change.Draft}")), source.Passage.Unit ?? "",
                    source.Passage.Year?.ToString(CultureInfo.InvariantCulture) ?? "", source.Passage.Title, source.Passage.Url,
                ]);
        return new ExportTable("查重", ["句子", "位置", "重复", "原文", "改动", "单位", "年份", "报告", "链接"], rows);
    }

    private OverlapResult Run(
        CollectionView view, string draft, string? unit, int least, SearchParameters filters, CancellationToken cancel)
    {
        bool IsOwn(CollectedReport report) =>
            (unit is not null && UnitMatch.IsOf(report, unit)) || (filters.ReportIds.Count > 0 && !filters.ReportIds.Contains(report.Id));
        return new OverlapCheck(view, view.Whole(origins), FilterBuilder.Build(filters), IsOwn, least, cancel).Run(draft);
    }

    private static IEnumerable<OverlapSentence> Found(OverlapResult result) =>
        result.Sentences.Where(sentence => sentence.Copied > 0 || sentence.SetPhrase > 0);

    private static OverlapHit Hit(CollectionView view, string draft, OverlapSentence sentence) => new(
        draft.Substring(sentence.Start, sentence.Length),
        sentence.Start,
        sentence.Length,
        sentence.Copied,
        sentence.IsNearCopy,
        [.. sentence.Spans.Select(span =>
            new OverlapPart(JsonNamingPolicy.CamelCase.ConvertName(span.Kind.ToString()), span.Start, span.Length))],
        [.. sentence.Sources.Select(source =>
        {
            var text = view.Read(source.Report, source.Passage).Text;
            return new OverlapOrigin(
                text.Substring(source.Start, source.Length),
                source.Start,
                source.Length,
                source.Letters,
                [.. source.Changes.Select(change => new OverlapDifference(
                    draft.Substring(change.Start, change.Length),
                    change.Start,
                    text.Substring(change.SourceStart, change.SourceLength),
                    change.SourceStart))],
                PassagePlace.Of(view, source.Report, source.Passage));
        })]);
}
