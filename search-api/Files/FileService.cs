using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Reports.Privacy;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Files;

/// <summary>Lists raw files, takes uploads, and has files read again.</summary>
public sealed class FileService(
    IFileCatalog catalog,
    IUploads uploads,
    IUserEdits user,
    RefusalList refusals,
    PurgeRequest purge,
    KnowledgeStore store,
    OriginalReader originals,
    IWorkQueue queue,
    TimeProvider clock)
{
    /// <summary>Known files by source path.</summary>
    /// <param name="states">Only files in one of these states; empty for all.</param>
    /// <param name="containing">Only files whose source path holds this; null or blank for all.</param>
    /// <param name="paging">Which of them.</param>
    /// <param name="isSuspected">True: only files with words that may be foreign, the least sure first. False: only the others.</param>
    public ListResponse<FileResponse> List(
        IReadOnlyCollection<FileStatus> states, string? containing, Paging paging, bool? isSuspected = null)
    {
        var text = containing?.Trim() ?? "";
        List<FileEntry> chosen = [.. catalog.Files
            .Where(file => states.Count == 0 || states.Contains(file.Status))
            .Where(file => text.Length == 0 || PersonalNumbers.Masked(file.SourcePath).Contains(text, StringComparison.OrdinalIgnoreCase))
            .Where(file => isSuspected is null || file.Suspected > 0 == isSuspected)];
        if (isSuspected is true)
            chosen = [.. chosen.OrderBy(file => file.CleaningConfidence)];
        return ListResponse.Of<FileResponse>(
            [.. chosen.Skip(paging.Offset).Take(paging.HitsPerPage).Select(FileResponse.Of)], chosen.Count, paging);
    }

    /// <summary>The state of a name; null where there is none of that name.</summary>
    public static FileStatus? StateOf(string? name) => name switch
    {
        "indexed" => FileStatus.Indexed,
        "failed" => FileStatus.Failed,
        "quarantined" => FileStatus.Quarantined,
        _ => null,
    };

    /// <summary>Whether a file was uploaded, and so may be deleted.</summary>
    public static bool IsUpload(string sourcePath) => UploadFolder.IsUpload(sourcePath);

    /// <summary>What a person calls a file.</summary>
    public static string DisplayName(string sourcePath) => UploadFolder.DisplayName(sourcePath);

    /// <summary>Why files gave no report, the most frequent reason first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Reasons() =>
        [.. catalog.Files.Where(file => file.Status != FileStatus.Indexed && file.Code is not null).CountBy(file => file.Code!)
            .OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal)];

    /// <summary>Takes one uploaded file down; false where there is no such upload.</summary>
    public async Task<bool> DeleteUploadAsync(string sourcePath, CancellationToken cancel)
    {
        if (Named(sourcePath) is not { } file || !UploadFolder.IsUpload(file.SourcePath))
            return false;
        await TakeDownAsync([file], null, cancel).ConfigureAwait(false);
        return true;
    }

    /// <summary>Keeps an uploaded file, durable before this returns, and has it read.</summary>
    public async Task<AcceptedFile> UploadAsync(string name, Stream content, CancellationToken cancel)
    {
        var sourcePath = await uploads.KeepAsync(name, content, cancel).ConfigureAwait(false);
        if (!queue.HasWorker)
            return new AcceptedFile(PersonalNumbers.Masked(sourcePath), null, null);
        var ticket = await queue.EnqueueAsync(sourcePath, WorkReason.Requested, cancel).ConfigureAwait(false);
        return new AcceptedFile(PersonalNumbers.Masked(sourcePath), ticket.TaskUid, ticket.Position);
    }

    /// <summary>Has a known file read again, whatever its state.</summary>
    public async Task<RetryResult> RetryAsync(string sourcePath, CancellationToken cancel)
    {
        if (Named(sourcePath) is not { } file)
            return new RetryResult.UnknownFile();
        if (!queue.HasWorker)
            return new RetryResult.NoWorker();
        var ticket = await queue.EnqueueAsync(file.SourcePath, WorkReason.Forced, cancel).ConfigureAwait(false);
        return new RetryResult.Accepted(new AcceptedFile(sourcePath, ticket.TaskUid, ticket.Position));
    }

    /// <summary>The file of a source path as lists give it: one with a personal number in its name is named by its mask.</summary>
    private FileEntry? Named(string sourcePath) =>
        catalog.At(sourcePath)
        ?? (sourcePath.Contains(PersonalNumbers.Mask, StringComparison.Ordinal)
            ? catalog.Files.FirstOrDefault(file => PersonalNumbers.Masked(file.SourcePath) == sourcePath)
            : null);

    /// <summary>
    /// Takes files down: uploads are deleted, a file of the corpus stays where it is and is refused by its hash from now on. Their text,
    /// what was made of it and the corrections to it go; nothing of it is on disk once the worker has purged the index.
    /// </summary>
    /// <param name="files">All that hold the same bytes.</param>
    /// <param name="reason">Why; needed where a file is not an upload.</param>
    /// <param name="cancel">Ends the wait for the queue.</param>
    /// <returns>A file that cannot be taken down without a reason, in which case nothing has happened; null where all are.</returns>
    public async Task<FileEntry?> TakeDownAsync(IReadOnlyList<FileEntry> files, string? reason, CancellationToken cancel)
    {
        var kept = files.Where(file => !UploadFolder.IsUpload(file.SourcePath)).ToList();
        if (kept.Count > 0 && string.IsNullOrWhiteSpace(reason))
            return kept[0];

        // While the files can still be read.
        var marks = await LearnedMarksInAsync(files, cancel).ConfigureAwait(false);

        // First, because a file of corrections that is not understood ends it here.
        user.Forget([.. files.Select(file => file.SourcePath)]);
        foreach (var hash in kept.Select(file => file.Hash).OfType<string>().Distinct(StringComparer.Ordinal))
            refusals.Add(new Refusal(hash, reason!.Trim(), clock.GetUtcNow()));
        foreach (var file in files.Except(kept))
            uploads.Remove(file.SourcePath);
        if (queue.HasWorker)
        {
            foreach (var file in files)
                await queue.EnqueueAsync(file.SourcePath, WorkReason.Forced, cancel).ConfigureAwait(false);
        }

        purge.Ask(marks);
        return null;
    }

    /// <summary>What was learned from many files, and stands in one of these.</summary>
    private async Task<IReadOnlyList<string>> LearnedMarksInAsync(IReadOnlyList<FileEntry> files, CancellationToken cancel)
    {
        var learned = LearnedMarks.Parse(store.LearnedMarks).Texts;
        if (learned.Count == 0)
            return [];
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hash in files.Select(file => file.Hash).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var text = UserMarks.Fold(await originals.RawTextAsync(hash, cancel).ConfigureAwait(false));
            found.UnionWith(learned.Where(mark => text.Contains(UserMarks.Fold(mark), StringComparison.Ordinal)));
        }

        return [.. found];
    }
}

/// <summary>What became of the request to read a file again.</summary>
public abstract record RetryResult
{
    private RetryResult()
    {
    }

    /// <summary>It waits in the queue.</summary>
    public sealed record Accepted(AcceptedFile File) : RetryResult;

    /// <summary>No such file is known.</summary>
    public sealed record UnknownFile : RetryResult;

    /// <summary>This process only searches.</summary>
    public sealed record NoWorker : RetryResult;
}
