using KnowledgeBase.Engine;
using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Understanding;
using KnowledgeBase.Reports;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Ingesting;

/// <summary>Writes down what a look at a file found. One at a time; nothing is durable before the writer's commit.</summary>
internal sealed class FileApplier(
    FileCatalog catalog, UserFiles user, ReaderKeeper keeper, IOptions<IndexerOptions> options, TimeProvider clock)
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

            case Outcome.Understood(var file, var hash, var parts):
                return Understood(writer, known, Record(file, hash), parts);

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
        Stamp = user.StampFor(file.Place),
    };

    private FileRecord Understood(IndexWriter writer, FileRecord? known, FileRecord record, IReadOnlyList<ReadPart> parts)
    {
        var ids = new List<string>();
        var passages = 0;
        var isNew = catalog.WithHash(record.Hash!).Count == 0;
        foreach (var (entry, reading) in parts)
        {
            if (isNew)
                keeper.Observe(reading);
            var corrected = user.Corrections.For(record.Place, ids.Count, reading.Reports.Count).ApplyTo(reading);
            foreach (var report in corrected.Reports)
            {
                var ordinal = ids.Count + 1;
                var id = ReportRecord.IdFor(record.Hash!, ordinal);
                var stored = new ReportRecord(id, record.Hash!, ordinal, report, entry);
                var group = ReportDocuments.ToGroup(stored);
                writer.Put(group);
                writer.Put(ReportDocuments.ToSignature(stored));
                ids.Add(id);
                passages += group.Documents.Count;
            }
        }

        return Replace(writer, known, record with
        {
            Format = parts is [var only] ? only.Reading.Format : "pack",
            Encoding = parts is [var alone] ? alone.Reading.Encoding : null,
            Reports = ids,
            Passages = passages,
            Removed = parts.Sum(part => part.Reading.Removed.Count),
            Notes = [.. parts.SelectMany(NotesOf)],
        });
    }

    /// <summary>A part that gave no report is a note on its pack: the rest of the pack is there.</summary>
    private static IEnumerable<ReadingNote> NotesOf(ReadPart part) => part.Reading.Failure is { } failure
        ? [.. part.Reading.Notes, new ReadingNote(failure.Code, $"{part.Entry}: {failure.Message}")]
        : part.Reading.Notes;

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
        {
            writer.Delete(ReportRecord.KeyOf(id));
            writer.Delete(ReportRecord.SignatureKeyOf(id));
        }
    }
}
