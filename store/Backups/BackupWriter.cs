using System.Reflection;
using KnowledgeBase.Engine;
using KnowledgeBase.Store.RawFiles;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.SavedSearches;
using KnowledgeBase.Store.Settings;

namespace KnowledgeBase.Store.Backups;

/// <summary>Makes backups of an installation on a folder, also while a server uses it.</summary>
/// <remarks>
/// The index is copied from one commit that is held open, so merges and deletions go on meanwhile. The raw files are copied after it: what
/// came since is taken in by the worker after a restore, and what went since goes again, as it would have without the backup.
/// </remarks>
public static class BackupWriter
{
    /// <summary>Makes a backup.</summary>
    /// <param name="from">What is backed up.</param>
    /// <param name="target">A folder that is missing or empty.</param>
    /// <param name="withCorpus">Whether the corpus is copied along.</param>
    /// <param name="now">The time, for the manifest.</param>
    /// <param name="cancel">Leaves a folder that is no backup.</param>
    /// <returns>The manifest, and the raw files that were left out because they are links or cannot be named.</returns>
    /// <exception cref="IndexException">The index is damaged or cannot be copied.</exception>
    /// <exception cref="IOException">The target is not empty, or something cannot be read or written.</exception>
    public static (BackupManifest Manifest, IReadOnlyList<string> LeftOut) Write(
        BackupLocations from, string target, bool withCorpus, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(from);
        target = Path.GetFullPath(target);
        Refuse(from, target);
        CreatePrivate(target);
        var files = new List<BackupFile>();
        CopySavedSearches(from.SavedSearches, target, files, cancel);
        var generation = CopyIndex(from.Index, Path.Combine(target, BackupLocations.IndexName), files, cancel);
        var leftOut = CopyRawFiles(from, target, withCorpus, files, cancel);
        foreach (var (name, path) in from.Files)
        {
            if (FileCopy.Snapshot(path, Path.Combine(target, name), name, isPrivate: true, cancel) is { } copied)
                files.Add(copied);
        }

        FileCopy.SyncTree(target);
        var manifest = new BackupManifest
        {
            Version = BackupManifest.CurrentVersion,
            Created = now,
            Product = typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Generation = generation,
            HasCorpus = withCorpus,
            Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
        };
        manifest.Write(target);
        return (manifest, leftOut);
    }

    /// <summary>A backup holds keys and raw files: nobody else looks into it.</summary>
    private static void CreatePrivate(string target)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(target);
        else
            Directory.CreateDirectory(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void Refuse(BackupLocations from, string target)
    {
        if (!Directory.Exists(from.Index) || !Directory.EnumerateFileSystemEntries(from.Index).Any())
            throw new DirectoryNotFoundException($"there is no index in '{from.Index}'");
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
            throw new IOException($"'{target}' is not empty; name a new folder for each backup");

        // A backup among the raw files would be read as raw files.
        foreach (var folder in new[] { from.Index, from.Corpus, from.Uploads })
        {
            if ((target + Path.DirectorySeparatorChar).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new IOException($"'{target}' lies in '{folder}', which is a part of what is backed up");
        }
    }

    private static long CopyIndex(string index, string target, List<BackupFile> files, CancellationToken cancel)
    {
        // Without serving what is damaged: a backup holds all of the index or is none.
        using var open = SearchIndex.Open(index, PassageSchema.Schema);
        using var snapshot = open.Snapshot();
        snapshot.CopyTo(target, cancel);
        foreach (var file in Directory.EnumerateFiles(target))
        {
            var info = new FileInfo(file);
            files.Add(new BackupFile(
                $"{BackupLocations.IndexName}/{info.Name}", info.Length, FileCopy.HashOf(file, cancel), info.LastWriteTimeUtc));
        }

        return snapshot.Generation;
    }

    /// <summary>
    /// Before the log of arrivals, and that before the index: what is sent meanwhile is sent once more after a restore, and nothing is
    /// taken for sent that was not.
    /// </summary>
    private static void CopySavedSearches(string folder, string target, List<BackupFile> files, CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            return;
        var searches = Directory.EnumerateFiles(folder, "*" + SavedSearchFolder.Extension).Order(StringComparer.Ordinal);
        foreach (var path in searches.Append(Path.Combine(folder, SavedSearchFolder.ArrivalsName)))
        {
            var name = $"{BackupLocations.SavedSearchesName}/{Path.GetFileName(path)}";
            if (FileCopy.Snapshot(path, Path.Combine([target, .. name.Split('/')]), name, isPrivate: true, cancel) is { } copied)
                files.Add(copied);
        }
    }

    private static List<string> CopyRawFiles(
        BackupLocations from, string target, bool withCorpus, List<BackupFile> files, CancellationToken cancel)
    {
        var leftOut = new List<string>();
        var folders = new SourceFolders(new CorpusOptions { Folder = from.Corpus, Uploads = from.Uploads });
        foreach (var file in folders.Files().Where(file => withCorpus || UploadFolder.IsUpload(file.SourcePath)))
        {
            if (file.IsLink || file.IsNameUnreadable)
                leftOut.Add(file.SourcePath);
            else if (Copy(file) is { } copied)
                files.Add(copied);
        }

        return leftOut;

        BackupFile? Copy(SourceFile file) => FileCopy.Snapshot(
            file.Path,
            Path.Combine([target, .. file.SourcePath.Split('/')]),
            file.SourcePath,
            isPrivate: UploadFolder.IsUpload(file.SourcePath),
            cancel);
    }
}
