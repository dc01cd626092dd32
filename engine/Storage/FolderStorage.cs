namespace KnowledgeBase.Engine.Storage;

/// <summary>A folder of the file system. Finished files are mapped into memory, so that what is hot stays in the page cache and nothing is copied.</summary>
internal sealed class FolderStorage(string folder) : IStorage
{
    public string Name { get; } = Path.GetFullPath(folder);

    public IReadOnlyList<string> List()
    {
        if (File.Exists(Name))
            throw new IOException($"'{Name}' is a file, not a folder.");
        if (!Directory.Exists(Name))
            return [];
        return Guarded(() => Directory.EnumerateFileSystemEntries(Name).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).ToArray());
    }

    public IStorageWriter Create(string name) => Guarded(() =>
    {
        Directory.CreateDirectory(Name);
        return new FolderWriter(At(name));
    });

    public IStorageFile Open(string name) => Guarded(() => new MappedFile(At(name)));

    public void Rename(string from, string to) => Guarded(() => File.Move(At(from), At(to), overwrite: true));

    public void Delete(string name) => Guarded(() => File.Delete(At(name)));

    public void SyncFolder() => NativeFile.SyncFolder(Name);

    public IDisposable Lock() => Guarded(() =>
    {
        Directory.CreateDirectory(Name);
        return FolderLock.Take(Name);
    });

    public void Dispose()
    {
    }

    private string At(string name) => Path.Combine(Name, name);

    private static void Guarded(Action action) => Guarded(() =>
    {
        action();
        return true;
    });

    /// <summary>No permission is a failure of the disk like any other.</summary>
    private static T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
