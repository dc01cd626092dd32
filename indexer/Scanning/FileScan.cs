using KnowledgeBase.Indexer.Watching;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Readings;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Takedowns;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.Indexer.Scanning;

/// <summary>Finds where the folders and the catalogue differ, and puts those files into the queue.</summary>
internal sealed class FileScan(
    SourceFolders folders,
    IReadingStore store,
    IUserEdits user,
    IIntake intake,
    RefusalList refusals,
    IWorkQueue queue,
    TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>Adds what lies at a path, or lay there when it was last indexed; anything else, a folder say, is left aside.</summary>
    public async ValueTask EnqueueAsync(string path, CancellationToken cancel)
    {
        if (SourcePathOf(path) is { } sourcePath && await intake.TakeAsync(sourcePath, cancel).ConfigureAwait(false))
            await queue.EnqueueAsync(sourcePath, WorkReason.Changed, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Compares the folders with the catalogue and hands whatever differs to the watcher, which waits until it is left alone.
    /// </summary>
    public int TouchDifferences(CorpusWatcher watcher)
    {
        var count = 0;
        foreach (var sourcePath in Differences())
        {
            watcher.Touch(folders.PathOf(sourcePath));
            count++;
        }

        return count;
    }

    /// <summary>Compares the folders with the catalogue and adds whatever differs. Returns how many.</summary>
    /// <param name="watcher">Takes what changed only just now and may still be written; null to add that, too.</param>
    public async Task<int> EnqueueDifferencesAsync(CorpusWatcher? watcher, CancellationToken cancel)
    {
        var count = 0;
        foreach (var sourcePath in Differences())
        {
            if (watcher is not null && IsFresh(sourcePath))
            {
                watcher.Touch(folders.PathOf(sourcePath));
                continue;
            }

            if (!await intake.TakeAsync(sourcePath, cancel).ConfigureAwait(false))
                continue;
            await queue.EnqueueAsync(sourcePath, WorkReason.Changed, cancel).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    /// <summary>Changed within the last seconds, or in the future by another clock.</summary>
    private bool IsFresh(string sourcePath) => folders.Find(sourcePath) is { } file && file.Modified > clock.GetUtcNow() - Fresh;

    private string? SourcePathOf(string path)
    {
        if (folders.FindPath(path) is { } file)
            return file.SourcePath;
        return folders.SourcePathOf(path) is { } sourcePath && store.Catalog.At(sourcePath) is not null ? sourcePath : null;
    }

    /// <summary>Whether what was read of a file still holds: it is there, and was not refused meanwhile.</summary>
    public bool IsWanted(FileEntry file) => folders.Find(file.SourcePath) is not null && !IsRefusalNew(file);

    /// <summary>Refused since it was read, or allowed again.</summary>
    private bool IsRefusalNew(FileEntry known) =>
        known.Hash is { } hash && refusals.Find(hash) is not null != (known.Code == FileEntry.Refused);

    /// <summary>Files that are new or changed, by source path, then known files that are gone.</summary>
    private IEnumerable<string> Differences()
    {
        var known = store.Catalog.Files.ToDictionary(file => file.SourcePath, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in folders.Files().OrderBy(file => file.SourcePath, StringComparer.Ordinal))
        {
            seen.Add(file.SourcePath);
            var entry = known.GetValueOrDefault(file.SourcePath);
            var isUpToDate = entry?.IsUpToDate(file.Size, file.Modified, user.StampFor(file.SourcePath)) is true;
            if (!isUpToDate || IsRefusalNew(entry!))
                yield return file.SourcePath;
        }

        foreach (var sourcePath in known.Keys)
        {
            // A folder that is missing, or empty in the place of a full one, is more likely unmounted than emptied.
            if (!seen.Contains(sourcePath) && folders.Owns(sourcePath) && folders.IsReachable(sourcePath))
                yield return sourcePath;
        }
    }
}
