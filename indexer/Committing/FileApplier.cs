using KnowledgeBase.Indexer.Preparing;
using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Committing;

/// <summary>Stores what was found at a source path. One at a time; nothing is durable before the writer's commit.</summary>
internal sealed class FileApplier(
    IReadingStore store, IUserEdits user, PrivacyRules privacy, IOptions<IndexerOptions> options, TimeProvider clock)
{
    // A mark is a name or a short phrase, and a file that carries more of them than this is not read one by one.
    private const int LongestCutMark = 60;
    private const int MostCutMarks = 40;

    public AppliedFile Apply(IReadingWriter writer, PreparedFile prepared)
    {
        var known = store.Catalog.At(prepared.Item.SourcePath);
        var isNew = prepared.Outcome is Outcome.Understood { Hash: var read } && store.Catalog.WithHash(read).Count == 0;
        return new AppliedFile(prepared, Apply(writer, known, prepared), isNew);
    }

    private FileEntry? Apply(IReadingWriter writer, FileEntry? known, PreparedFile prepared)
    {
        var task = prepared.Item.TaskUid;
        switch (prepared.Outcome)
        {
            case Outcome.Gone:
                writer.Remove(prepared.Item.SourcePath, task);
                return null;

            case Outcome.Known(var file, var hash) when store.Catalog.WithHash(hash) is [var twin, ..]:
                return Store(writer, task, [], Entry(file, hash) with
                {
                    Status = twin.Status,
                    Format = twin.Format,
                    Encoding = twin.Encoding,
                    Reports = twin.Reports,
                    Passages = twin.Passages,
                    Removed = twin.Removed,
                    Suspected = twin.Suspected,
                    CleaningConfidence = twin.CleaningConfidence,
                    CutMarks = twin.CutMarks,
                    Compared = twin.Compared,
                    Findings = twin.Findings,
                    Notes = twin.Notes,
                });

            case Outcome.Understood(var file, var hash, var parts):
                return Understood(writer, task, Entry(file, hash), parts);

            case Outcome.Failed(_, _, { Retry: true } failure, _)
                when known is { Status: FileStatus.Indexed } && known.Tries + 1 < options.Value.Tries:
                // What may pass by itself does not yet take away what was readable before.
                return Store(writer, task, [], known with { Tries = known.Tries + 1, Code = failure.Code, Reason = failure.Message });

            case Outcome.Failed(var file, var hash, var failure, var reading):
                return Failed(writer, task, known, Entry(file, hash), failure, reading);

            default:
                return known;
        }
    }

    private FileEntry Entry(SourceFile file, string? hash) => new()
    {
        SourcePath = file.SourcePath,
        Status = FileStatus.Indexed,
        Hash = hash,
        Size = file.Size,
        Modified = file.Modified,
        Seen = clock.GetUtcNow(),
        Edition = ReportDocuments.Edition,
        Stamp = user.StampFor(file.SourcePath),
    };

    private FileEntry Understood(IReadingWriter writer, long task, FileEntry entry, IReadOnlyList<ReadPart> parts)
    {
        var reports = new List<ReportRecord>();
        foreach (var (name, reading) in parts)
        {
            var corrected = user.Corrections.For(entry.SourcePath, reports.Count, reading.Reports.Count).ApplyTo(reading);
            foreach (var report in corrected.Reports)
            {
                var ordinal = reports.Count + 1;
                reports.Add(ReportRecord.Of(entry.Hash!, ordinal, report, name, privacy.PublicNumbers));
            }
        }

        return Store(writer, task, reports, entry with
        {
            Format = parts is [var only] ? only.Reading.Format : FileEntry.Pack,
            Encoding = parts is [var alone] ? alone.Reading.Encoding : null,
            Reports = [.. reports.Select(report => report.Id)],
            Passages = reports.Sum(ReportDocuments.PassageCount),
            Removed = parts.Sum(part => part.Reading.Removed.Count),
            Suspected = reports.Sum(record => record.Report.Suspected.Count),
            CleaningConfidence = parts.Min(part => part.Reading.CleaningConfidence),
            CutMarks = [.. CutMarks(parts).Select(mark => PersonalNumbers.Masked(mark, privacy.PublicNumbers))],
            Compared = [.. parts.SelectMany(part => part.Copies.Ids)],
            Findings = [.. parts.SelectMany(part => part.Copies.Findings)],
            Notes = [.. parts.SelectMany(NotesOf)],
        });
    }

    private static string[] CutMarks(IReadOnlyList<ReadPart> parts) => [.. parts
        .SelectMany(part => part.Reading.Removed)
        .Where(removal => removal is { Group: RemovalGroup.Mark, Length: <= LongestCutMark })
        .Select(removal => removal.Text.Trim())
        .Distinct(StringComparer.Ordinal)
        .Take(MostCutMarks)];

    /// <summary>A part that gave no report is a note on its archive: the rest of the archive is there.</summary>
    private static IEnumerable<ReadingNote> NotesOf(ReadPart part) => part.Reading.Failure is { } failure
        ? [.. part.Reading.Notes, new ReadingNote(failure.Code, $"{part.Entry}: {failure.Message}")]
        : part.Reading.Notes;

    private FileEntry Failed(IReadingWriter writer, long task, FileEntry? known, FileEntry entry, ReadingFailure failure, Reading? reading)
    {
        var tries = known is not null && known.Hash == entry.Hash && known.Size == entry.Size ? known.Tries + 1 : 1;
        return Store(writer, task, [], entry with
        {
            Status = failure.Retry && tries >= options.Value.Tries ? FileStatus.Quarantined : FileStatus.Failed,
            Retryable = failure.Retry,
            Tries = tries,
            Code = failure.Code,
            Reason = failure.Message,
            Format = reading?.Format,
            Encoding = reading?.Encoding,
            Notes = reading?.Notes ?? [],
        });
    }

    private static FileEntry Store(IReadingWriter writer, long task, IReadOnlyList<ReportRecord> reports, FileEntry entry)
    {
        writer.Store(entry, reports, task);
        return entry;
    }
}

/// <summary>A file whose outcome is stored.</summary>
/// <param name="File">What was found.</param>
/// <param name="Entry">The catalogue's entry as it is now; null where the file is gone.</param>
/// <param name="IsNew">Whether no file with these bytes was known before: marks are learned from each text once.</param>
internal sealed record AppliedFile(PreparedFile File, FileEntry? Entry, bool IsNew);
