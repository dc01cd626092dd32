using KnowledgeBase.Engine;
using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.QueryRelaxation;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.SearchApi.Reports;

/// <summary>Lists reports, and reads reports and originals by id.</summary>
public sealed class ReportService(KnowledgeStore store, IFileCatalog catalog, OriginalReader originals, DuplicateService duplicates)
{
    /// <summary>Reports that have a passage for the parameters, in their order.</summary>
    public ListResponse<ReportSummary> List(SearchParameters parameters, CancellationToken cancel)
    {
        using var snapshot = store.Snapshot();
        var line = QueryLine.Parse(parameters.Query);
        var result = snapshot.Search(
            new SearchRequest
            {
                Query = QueryTranslation.Translate(line.Root, QueryTranslation.AsWritten),
                Filters = FilterBuilder.Build(parameters),
                Sort = parameters.YearDescending is { } descending ? new NumberSort(PassageSchema.Year, descending) : null,
                Offset = parameters.Paging.Offset,
                Limit = parameters.Paging.HitsPerPage,
                Collapse = true,
            },
            cancel);
        return ListResponse.Of<ReportSummary>(
            [.. result.Hits.Select(hit => Summarize(Record(snapshot, snapshot.GroupOf(hit.Document))!))],
            result.TotalHits,
            parameters.Paging);
    }

    /// <param name="reportId">The report.</param>
    /// <param name="withNumbers">False: personal numbers are masked.</param>
    public ReportResponse? Find(string reportId, bool withNumbers)
    {
        using var snapshot = store.Snapshot();
        return Record(snapshot, ReportRecord.KeyOf(reportId)) is { } record
            ? Present(record, withNumbers, duplicates.Find(snapshot, record))
            : null;
    }

    /// <summary>Where a query line matches in a text.</summary>
    public IReadOnlyList<MatchPosition> Highlight(string? query, string text)
    {
        if (QueryLine.Parse(query?[..Math.Min(query.Length, QueryLine.MaxLength)]).Root is not { } root)
            return [];
        using var snapshot = store.Snapshot();
        return [.. snapshot.Highlight(QueryTranslation.Translate(root, QueryTranslation.AsWritten), text)
            .Select(span => new MatchPosition(span.Start, span.Length))];
    }

    /// <summary>The raw text behind a report with what cleaning takes out of it; null where the raw file is gone.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="withNumbers">False: personal numbers are masked.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<OriginalResponse?> OriginalAsync(string reportId, bool withNumbers, CancellationToken cancel)
    {
        if (RecordOf(reportId) is not { } record

                        || await originals.ReadAsync(record.FileHash, record.Entry, withNumbers, cancel).ConfigureAwait(false)
                is not var (sourcePath, reading))
            return null;
        return new OriginalResponse(
            reportId,
            PersonalNumbers.Masked(sourcePath),
            reading.Format,
            reading.Encoding,
            reading.RawText ?? "",
            [.. reading.Removed.Select(
                removal => new OriginalRemoval(removal.Rule, removal.Text, removal.Line, removal.Start, removal.Length, removal.Reason))],
            [.. reading.Suspected.Select(piece =>
                new OriginalRemoval(piece.Rule, piece.Text, piece.Line, piece.Start, piece.Length, piece.Reason))],
            reading.CleaningConfidence,
            reading.Notes);
    }

    /// <summary>The raw file itself; null where it is gone. Without bytes where its personal numbers cannot be masked.</summary>
    public async Task<(string Name, byte[]? Bytes)?> RawAsync(string reportId, bool withNumbers, CancellationToken cancel)
    {
        if (RecordOf(reportId) is not { } record
            || await originals.FindAsync(record.FileHash, cancel).ConfigureAwait(false) is not var (sourcePath, bytes))
            return null;
        var name = PersonalNumbers.Masked(Path.GetFileName(sourcePath));
        return (name, withNumbers ? bytes : originals.Masked(sourcePath, bytes, cancel));
    }

    /// <summary>The raw files that hold a report; null where there is no such report.</summary>
    public IReadOnlyList<FileEntry>? FilesOf(string reportId) =>
        RecordOf(reportId) is { } record ? catalog.WithHash(record.FileHash) : null;

    /// <summary>A report's text; null where there is no such report.</summary>
    public string? TextOf(string reportId) => RecordOf(reportId)?.Report.Text;

    private ReportRecord? RecordOf(string reportId)
    {
        using var snapshot = store.Snapshot();
        return Record(snapshot, ReportRecord.KeyOf(reportId));
    }

    private static ReportRecord? Record(Snapshot snapshot, string key) =>
        snapshot.Attachment(key) is { } bytes ? ReportRecord.FromBytes(bytes.Span) : null;

    private ReportSummary Summarize(ReportRecord record) => new()
    {
        Id = record.Id,
        Title = record.Report.Title,
        Unit = record.Report.Unit?.Value,
        UnitType = record.Report.UnitType?.Value.ToString(),
        Year = record.Report.Year?.Value,
        Kind = record.Report.Kind?.Value.ToString(),
        Source = record.Report.Source?.Value,
        Passages = record.Report.Sections.Sum(section => section.Passages.Count),
        SourcePaths = SourcePaths(record),
        Url = Links.Report(record.Id),
    };

    private string[] SourcePaths(ReportRecord record) =>
        [.. catalog.WithHash(record.FileHash).Select(file => PersonalNumbers.Masked(file.SourcePath))];

    private ReportResponse Present(ReportRecord record, bool withNumbers, IReadOnlyList<(ReportRecord Record, double Similarity)> near)
    {
        var report = record.Report;
        var names = SectionNames.Of(report.Sections);
        var ordinal = 0;
        var text = withNumbers ? record.RevealedText : report.Text;
        return new ReportResponse
        {
            Id = record.Id,
            Title = report.Title,
            Unit = report.Unit?.Value,
            UnitType = report.UnitType?.Value.ToString(),
            Year = report.Year?.Value,
            Kind = report.Kind?.Value.ToString(),
            Source = report.Source?.Value,
            SourcePaths = SourcePaths(record),
            Url = Links.Report(record.Id),
            Text = text,
            Sections = [.. report.Sections.Zip(names, (section, name) => new ReportSection(
                section.Type.ToString(),
                section.Heading,
                name,
                [.. section.Passages.Select(passage => new ReportPassage(
                    ReportDocuments.PassageId(record.Id, ++ordinal), passage.Heading,
                        passage.HeadingPath, text.Substring(passage.Start, passage.Length), passage.Start, passage.Length,
                        passage.Topic))]))],
            Passages = ordinal,
            Facts = report.NamedFacts(),
            Notes = report.Notes,
            Suspected = [.. report.Suspected.Select(doubt => doubt with { Text = text.Substring(doubt.Start, doubt.Length) })],
            CleaningConfidence = catalog.WithHash(record.FileHash) is [var file, ..] ? file.CleaningConfidence : null,
            NearDuplicates = [.. near.Select(pair => new NearDuplicate(
                pair.Record.Id,
                pair.Record.Report.Title,
                pair.Record.Report.Unit?.Value,
                pair.Record.Report.Year?.Value,
                Math.Round(pair.Similarity, 3),
                Links.Report(pair.Record.Id)))],
        };
    }
}
