using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Reports;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.Indexer.Ingesting;

/// <summary>Looks at one file: is it new, and what does it say? Many may run at once.</summary>
internal sealed partial class FilePreparer(CorpusFolders folders, FileCatalog catalog, ReportReader reader, ILogger<FilePreparer> log)
{
    /// <param name="force">Read it even where size and time say that it has not changed.</param>
    public async Task<Outcome> PrepareAsync(string path, bool force, CancellationToken cancel)
    {
        if (folders.Look(path) is not { } file)
            return new Outcome.Gone();
        var known = catalog.At(file.Place);
        if (!force && known?.IsUpToDate(file.Size, file.Modified) is true)
            return new Outcome.Unchanged();

        var content = await FileContent.ReadAsync(file, reader.Options.MaxFileBytes, cancel).ConfigureAwait(false);
        if (content.Changing)
            return new Outcome.Changing();
        if (content.Failure is { } unreadable)
            return new Outcome.Failed(file, null, unreadable, null);
        if (!force && catalog.WithHash(content.Hash).Any(IsCurrent))
            return new Outcome.Known(file, content.Hash);
        return Understand(file, content, cancel);
    }

    private Outcome Understand(SeenFile file, FileContent content, CancellationToken cancel)
    {
        Reading reading;
        try
        {
            reading = reader.Read(Path.GetFileName(file.Place), content.Bytes, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Reading never throws for what a file holds; where it does all the same, one file must not stop the rest.
            ReadingThrew(e, file.Place);
            return new Outcome.Failed(file, content.Hash, new ReadingFailure("internal", $"{e.GetType().Name}: {e.Message}"), null);
        }

        return reading.Failure is { } failure
            ? new Outcome.Failed(file, content.Hash, failure, reading)
            : new Outcome.Understood(file, content.Hash, reading);
    }

    private static bool IsCurrent(FileRecord known) =>
        known.Status == FileStatus.Indexed && known.Edition == ReportDocuments.Edition;

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {place} threw; it is listed as failed")]
    private partial void ReadingThrew(Exception e, string place);
}
