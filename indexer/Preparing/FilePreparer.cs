using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Formats.Zip;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;
using Microsoft.Extensions.Logging;

namespace KnowledgeBase.Indexer.Preparing;

/// <summary>Reads one file: is it new, and what does it say? Many may run at once.</summary>
internal sealed partial class FilePreparer(
    IFileSource source,
    IReadingStore store,
    IUserEdits user,
    PrivacyRules privacy,
    RefusalList refusals,
    CurrentReader current,
    CopyIndex copies,
    TimeProvider clock,
    ILogger<FilePreparer> log)
{
    private static readonly TimeSpan WhileUnavailable = TimeSpan.FromSeconds(1);

    /// <summary>Where the database cannot be reached, it is waited for: the file is neither read nor given up.</summary>
    public async Task<Outcome> PrepareAsync(WorkItem item, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await ReadAsync(item, cancel).ConfigureAwait(false);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(WhileUnavailable, clock, cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                var file = new SourceFile(item.SourcePath, "", 0, default, IsLink: false);
                return new Outcome.Failed(file, null, new ReadingFailure("unreadable", e.Message, Retry: true), null);
            }
        }
    }

    private async Task<Outcome> ReadAsync(WorkItem item, CancellationToken cancel)
    {
        if (source.Find(item.SourcePath) is not { } file)
            return source.IsReachable(item.SourcePath) ? new Outcome.Gone() : new Outcome.Unchanged();
        var force = item.Reason == WorkReason.Forced;
        var stamp = user.StampFor(file.SourcePath);
        var known = store.Catalog.At(file.SourcePath);

        // Size and time do not tell: a file may be replaced by another of the same size and time.
        var reader = current.Reader;
        var content = await source.ReadAsync(file, reader.Options.MaxFileBytes, cancel).ConfigureAwait(false);
        if (content.Changing)
            return new Outcome.Changing();
        if (content.Failure is { } unreadable)
            return new Outcome.Failed(file, null, unreadable, null);
        if (refusals.Find(content.Hash) is { } refusal)
            return new Outcome.Failed(file, content.Hash, new ReadingFailure(FileEntry.Refused, refusal.Reason), null);
        force |= known?.Code == FileEntry.Refused;
        if (!force && known is not null && known.Hash == content.Hash && known.IsUpToDate(file.Size, file.Modified, stamp))
            return new Outcome.Unchanged();
        if (!force && store.Catalog.WithHash(content.Hash).Any(twin => IsCurrent(twin, stamp)))
            return new Outcome.Known(file, content.Hash);
        return Understand(reader, file, content, isCompared: item.Reason == WorkReason.Forced, cancel);
    }

    /// <param name="isCompared">Whether the file is held against its copies now. Otherwise what they said before stays.</param>
    private Outcome Understand(ReportReader reader, SourceFile file, FileContent content, bool isCompared, CancellationToken cancel)
    {
        var decided = user.Corrections.MarksFor(file.SourcePath);
        List<ReadPart> parts;
        try
        {
            parts = [.. Read(reader, Path.GetFileName(file.SourcePath), content, decided, isCompared, cancel)];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Reading never throws for what a file holds; where it does all the same, one file must not stop the rest.
            ReadingThrew(e, file.SourcePath);
            return new Outcome.Failed(file, content.Hash, new ReadingFailure("internal", $"{e.GetType().Name}: {e.Message}"), null);
        }

        return parts.Find(part => part.Reading.Failure is null) is null && parts is [{ Reading.Failure: { } failure } first, ..]
            ? new Outcome.Failed(file, content.Hash, failure, first.Reading)
            : new Outcome.Understood(file, content.Hash, parts);
    }

    private IEnumerable<ReadPart> Read(
        ReportReader reader, string name, FileContent content, FileMarks decided, bool isCompared, CancellationToken cancel)
    {
        var bytes = content.Bytes;
        if (!ZipFiles.IsArchive(bytes, reader.Options))
            return [ReadOne(reader, name, content, decided, isCompared, cancel)];
        return ZipFiles.Open(bytes, reader.Options).Select(entry => new ReadPart(
            entry.Path,
            entry.Failure is { } failure
                ? new Reading { Failure = failure }
                : Released(reader.Read(entry.Name, entry.Bytes, decided, cancel))));
    }

    private ReadPart ReadOne(
        ReportReader reader, string name, FileContent content, FileMarks decided, bool isCompared, CancellationToken cancel)
    {
        var known = FileEntry.ComparedOf(store.Catalog.WithHash(content.Hash));
        if (!isCompared)
            return new ReadPart(null, Released(reader.Read(name, content.Bytes, decided with { Findings = known?.Findings ?? [] }, cancel)))
            {
                Copies = new(known?.Compared ?? [], known?.Findings ?? []),
            };

        var alone = Released(reader.Read(name, content.Bytes, decided, cancel));
        var compared = copies.Compare(content.Hash, alone, cancel);
        return new ReadPart(
            null,
            compared.Findings.Count == 0
                ? alone
                : Released(reader.Read(name, content.Bytes, decided with { Findings = compared.Findings }, cancel)))
        {
            Copies = compared,
        };
    }

    /// <summary>Of a file with a mark of secrecy nothing is kept but its name and the mark, unless the setting allows it.</summary>
    private Reading Released(Reading reading)
    {
        if (privacy.AllowsSecret || reading.RawText is not { } text || SecrecyMarks.Find(text) is not { } mark)
            return reading;
        var failure = new ReadingFailure("secret", $"the file is marked '{mark}'");
        return new Reading { Format = reading.Format, Encoding = reading.Encoding, Failure = failure };
    }

    private static bool IsCurrent(FileEntry known, string stamp) =>
        known.Status == FileStatus.Indexed && known.Edition == ReportDocuments.Edition && known.Stamp == stamp;

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading {sourcePath} threw; it is listed as failed")]
    private partial void ReadingThrew(Exception e, string sourcePath);
}
