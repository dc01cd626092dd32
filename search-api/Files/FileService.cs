using System.Buffers;
using KnowledgeBase.SearchApi.Http;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Files;

/// <summary>Lists raw files, takes uploads, and has files read again.</summary>
public sealed class FileService(IFileCatalog catalog, UploadFolder uploads, IWorkQueue queue)
{
    private const int UploadHashLength = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Known files by source path.</summary>
    /// <param name="states">Only files in one of these states; empty for all.</param>
    /// <param name="paging">Which of them.</param>
    public ListResponse<FileResponse> List(IReadOnlyCollection<FileStatus> states, Paging paging)
    {
        var files = catalog.Files;
        var chosen = states.Count == 0 ? files : [.. files.Where(file => states.Contains(file.Status))];
        return ListResponse.Of<FileResponse>(
            [.. chosen.Skip(paging.Offset).Take(paging.HitsPerPage).Select(FileResponse.Of)], chosen.Count, paging);
    }

    /// <summary>Whether a file was uploaded, and so may be deleted.</summary>
    public static bool IsUpload(string sourcePath) => UploadFolder.IsUpload(sourcePath);

    /// <summary>The name that a person gave to a file: an uploaded one is kept with a part of its hash and a dash in front.</summary>
    public static string DisplayName(string sourcePath)
    {
        var name = sourcePath[(sourcePath.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return IsUpload(sourcePath) && dash == UploadHashLength && name.AsSpan(0, dash).ContainsAnyExcept(HexDigits) is false
            ? name[(dash + 1)..]
            : name;
    }

    /// <summary>Known files by source path, as a page asks for them.</summary>
    /// <param name="status">A state by its name; anything else is every state.</param>
    /// <param name="containing">Only files whose source path holds this; null or blank for all.</param>
    /// <param name="paging">Which of them.</param>
    public ListResponse<FileResponse> List(string? status, string? containing, Paging paging)
    {
        var text = containing?.Trim() ?? "";
        return ListResponse.Cut<FileResponse>(
            [.. catalog.Files
                .Where(file => FileResponse.NameOf(file.Status) == status || string.IsNullOrEmpty(status))
                .Where(file => text.Length == 0 || file.SourcePath.Contains(text, StringComparison.OrdinalIgnoreCase))
                .Select(FileResponse.Of)],
            paging);
    }

    /// <summary>Why files gave no report, the most frequent reason first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Reasons() =>
        [.. catalog.Files.Where(file => file.Status != FileStatus.Indexed && file.Code is not null).CountBy(file => file.Code!)
            .OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal)];

    /// <summary>Deletes one uploaded file; false where there is no such upload.</summary>
    public bool DeleteUpload(string sourcePath)
    {
        if (catalog.At(sourcePath) is not { } file || !UploadFolder.IsUpload(sourcePath))
            return false;
        uploads.Remove(file.SourcePath);
        return true;
    }

    /// <summary>Keeps an uploaded file, durable before this returns, and has it read.</summary>
    public async Task<AcceptedFile> UploadAsync(string name, Stream content, CancellationToken cancel)
    {
        var sourcePath = await uploads.KeepAsync(name, content, cancel).ConfigureAwait(false);
        long? task = queue.HasWorker ? await queue.EnqueueAsync(sourcePath, WorkReason.Requested, cancel).ConfigureAwait(false) : null;
        return new AcceptedFile(sourcePath, task);
    }

    /// <summary>Has a known file read again, whatever its state.</summary>
    public async Task<RetryResult> RetryAsync(string sourcePath, CancellationToken cancel)
    {
        if (catalog.At(sourcePath) is null)
            return new RetryResult.UnknownFile();
        if (!queue.HasWorker)
            return new RetryResult.NoWorker();
        return new RetryResult.Accepted(new AcceptedFile(
            sourcePath, await queue.EnqueueAsync(sourcePath, WorkReason.Forced, cancel).ConfigureAwait(false)));
    }

    /// <summary>Deletes the uploaded files among some; returns a file that is none, in which case nothing is deleted.</summary>
    public FileEntry? Delete(IReadOnlyList<FileEntry> files)
    {
        if (files.FirstOrDefault(file => !UploadFolder.IsUpload(file.SourcePath)) is { } raw)
            return raw;
        foreach (var file in files)
            uploads.Remove(file.SourcePath);
        return null;
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
