using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Reports;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Ingesting;

/// <summary>Writes down what a look at a file found. One at a time; nothing is durable before the writer's commit.</summary>
internal sealed class FileApplier(FileCatalog catalog, IOptions<IndexerOptions> options, TimeProvider clock)
{
    /// <summary>The file's record as it is now; null where nothing is known of it (any more).</summary>
    public FileRecord? Apply(IndexWriter writer, PreparedFile prepared)
    {
        var known = catalog.At(prepared.Place);
        switch (prepared.Outcome)
        {
            case Outcome.Gone when known is not null:
                catalog.Remove(writer, prepared.Place);
                Release(writer, known);
                return null;

            case Outcome.Known(var file, var hash) when catalog.WithHash(hash) is [var twin, ..]:
                return Replace(writer, known, Record(file, hash) with
                {
                    Status = twin.Status,
                    Format = twin.Format,
                    Encoding = twin.Encoding,
                    Reports = twin.Reports,
                    Passages = twin.Passages,
                    Removed = twin.Removed,
                    Notes = twin.Notes,
                });

            case Outcome.Understood(var file, var hash, var reading):
                return Understood(writer, known, Record(file, hash), reading);

            case Outcome.Failed(_, _, { Retry: true }, _) failed when known is { Status: FileStatus.Indexed } && known.Tries + 1 < options.Value.Tries:
                // What may pass by itself does not yet take away what was readable before.
                known = known with { Tries = known.Tries + 1, Code = failed.Failure.Code, Reason = failed.Failure.Message };
                catalog.Put(writer, known);
                return known;

            case Outcome.Failed(var file, var hash, var failure, var reading):
                return Failed(writer, known, Record(file, hash), failure, reading);

            default:
                return known;
        }
    }

    private FileRecord Record(SeenFile file, string? hash) => new()
    {
        Place = file.Place,
        Status = FileStatus.Indexed,
        Hash = hash,
        Size = file.Size,
        Modified = file.Modified,
        Seen = clock.GetUtcNow(),
        Edition = ReportDocuments.Edition,
    };

    private FileRecord Understood(IndexWriter writer, FileRecord? known, FileRecord record, Reading reading)
    {
        var reports = reading.Reports
            .Select((report, i) => new ReportRecord(ReportRecord.IdFor(record.Hash!, i + 1), record.Hash!, i + 1, report))
            .ToList();
        var passages = 0;
        foreach (var report in reports)
        {
            var group = ReportDocuments.ToGroup(report);
            writer.Put(group);
            passages += group.Documents.Count;
        }

        return Replace(writer, known, record with
        {
            Format = reading.Format,
            Encoding = reading.Encoding,
            Reports = [.. reports.Select(report => report.Id)],
            Passages = passages,
            Removed = reading.Removed.Count,
            Notes = reading.Notes,
        });
    }

    private FileRecord Failed(IndexWriter writer, FileRecord? known, FileRecord record, ReadingFailure failure, Reading? reading)
    {
        var tries = known is not null && known.Hash == record.Hash && known.Size == record.Size ? known.Tries + 1 : 1;
        return Replace(writer, known, record with
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

    private FileRecord Replace(IndexWriter writer, FileRecord? known, FileRecord record)
    {
        catalog.Put(writer, record);
        if (known is not null)
            Release(writer, known);
        return record;
    }

    /// <summary>Removes the reports that no file holds any more.</summary>
    private void Release(IndexWriter writer, FileRecord old)
    {
        var kept = old.Hash is { } hash ? catalog.WithHash(hash).SelectMany(file => file.Reports).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var id in old.Reports.Where(id => !kept.Contains(id)))
            writer.Delete(ReportRecord.KeyOf(id));
    }
}
