using KnowledgeBase.Engine;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.RawFiles;

namespace KnowledgeBase.Store.Backups;

/// <summary>Verifies backups, and makes installations from them.</summary>
public static class BackupReader
{
    /// <summary>The end of the names under which a restore collects what is not whole yet.</summary>
    private const string Unfinished = ".restoring";

    /// <summary>Compares every file of a backup with its manifest.</summary>
    /// <exception cref="InvalidDataException">It is no finished backup, or a file of it is not as it was written; the message names
    /// it.</exception>
    public static BackupManifest Verify(string backup, CancellationToken cancel)
    {
        var manifest = BackupManifest.Read(backup);
        foreach (var file in manifest.Files)
        {
            var path = PathIn(backup, file);
            if (!File.Exists(path))
                throw new InvalidDataException($"the backup is damaged: '{file.Path}' is missing");
            if (new FileInfo(path).Length != file.Size || FileCopy.HashOf(path, cancel) != file.Sha256)
                throw new InvalidDataException($"the backup is damaged: '{file.Path}' is not as it was written");
        }

        return manifest;
    }

    /// <summary>
    /// Makes an installation from a backup. Everything is verified before anything is written, and the index is put in its place last, so
    /// that a restore that was cut short is no installation and can be begun again.
    /// </summary>
    /// <param name="backup">The folder of the backup.</param>
    /// <param name="to">Where its parts go. There must be no index and no upload there.</param>
    /// <param name="cancel">Ends it before the index is in its place.</param>
    /// <returns>The manifest, and the parts that were there already and were left as they are.</returns>
    /// <exception cref="IOException">An index or uploads are there already, or something cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">It is no finished backup, or it is damaged.</exception>
    public static (BackupManifest Manifest, IReadOnlyList<string> Kept) Restore(
        string backup, BackupLocations to, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(to);
        RefuseWhereInUse(to.Index);
        RefuseWhereInUse(to.Uploads);
        var manifest = Verify(backup, cancel);

        // Keys that are there stay: one that was revoked since must not come back. So do the files of the corpus, which are a user's own.
        var kept = to.Files.Where(file => File.Exists(file.Path)).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        if (!IsMissingOrEmpty(to.SavedSearches))
            kept.Add(to.SavedSearches);
        if (manifest.HasCorpus && !IsMissingOrEmpty(to.Corpus))
            kept.Add(to.Corpus);
        var parts = Parts(to).Where(part => !kept.Contains(part.Path)).ToDictionary(part => part.Name, part => part.Path);
        foreach (var path in parts.Values)
            RemoveUnfinished(path + Unfinished);
        Directory.CreateDirectory(to.Uploads + Unfinished);
        foreach (var file in manifest.Files)
        {
            if (parts.TryGetValue(file.Path.Split('/')[0], out var part))
                Copy(backup, file, file.Below(part + Unfinished), cancel);
        }

        if (SearchIndex.Check(to.Index + Unfinished, cancel).Damages is [var damage, ..])
            throw damage;
        cancel.ThrowIfCancellationRequested();
        foreach (var (name, path) in Parts(to).Where(part => parts.ContainsKey(part.Name)))
        {
            if (name == BackupLocations.IndexName)
                new IndexedFolders(to.Index).Write(to.Corpus, to.Uploads);
            Publish(path + Unfinished, path);
        }

        return (manifest, [.. kept.Order(StringComparer.Ordinal)]);
    }

    /// <summary>What a backup consists of and where it goes, in the order in which it takes its place: the index last.</summary>
    private static IEnumerable<(string Name, string Path)> Parts(BackupLocations to) =>
    [
        .. to.Files,
        (BackupLocations.SavedSearchesName, to.SavedSearches),
        (SourceFolders.CorpusName, to.Corpus),
        (SourceFolders.UploadsName, to.Uploads),
        (BackupLocations.IndexName, to.Index),
    ];

    private static void Copy(string backup, BackupFile file, string to, CancellationToken cancel)
    {
        var isPrivate = !file.Path.StartsWith(SourceFolders.CorpusName + "/", StringComparison.Ordinal);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (FileCopy.Copy(PathIn(backup, file), to, isPrivate, cancel) != file.Sha256)
            throw new InvalidDataException($"the backup is damaged: '{file.Path}' is not as it was written");
        File.SetLastWriteTimeUtc(to, file.Modified.UtcDateTime);
    }

    /// <summary>Puts what is whole in its place; nothing where the backup has no such part.</summary>
    private static void Publish(string unfinished, string path)
    {
        if (File.Exists(unfinished))
        {
            File.Move(unfinished, path);
        }
        else if (Directory.Exists(unfinished))
        {
            FileCopy.SyncTree(unfinished);
            if (Directory.Exists(path))
                Directory.Delete(path);
            Directory.Move(unfinished, path);
        }
        else
        {
            return;
        }

        DurableFolders.Sync(Path.GetDirectoryName(path)!);
    }

    private static void RemoveUnfinished(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    private static string PathIn(string backup, BackupFile file) => Path.Combine([Path.GetFullPath(backup), .. file.Path.Split('/')]);

    private static bool IsMissingOrEmpty(string folder) =>
        !Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any();

    private static void RefuseWhereInUse(string folder)
    {
        if (File.Exists(folder) || !IsMissingOrEmpty(folder))
            throw new IOException($"'{folder}' is not empty, and nothing is overwritten; move it away or name another folder");
    }
}
