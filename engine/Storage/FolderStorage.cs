namespace KnowledgeBase.Engine.Storage;

/// <summary>
/// A folder of the file system. Finished files are memory-mapped: hot pages stay in the page cache and nothing is copied.
/// </summary>
internal sealed class FolderStorage(string folder) : IStorage
{
    public string Name { get; } = Path.GetFullPath(folder);

    public IReadOnlyList<string> List()
    {
        if (File.Exists(Name))
            throw new IOException($"'{Name}' is a file, not a folder.");
        if (!Directory.Exists(Name))
            return [];
        return WithIOErrors(() => Directory.EnumerateFileSystemEntries(Name)
            .Select(Path.GetFileName)
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .ToArray());
    }

    public IStorageWriter Create(string name) => WithIOErrors(() =>
    {
        Directory.CreateDirectory(Name);
        return new FolderWriter(At(name));
    });

    public IStorageFile Open(string name) => WithIOErrors(() => new MappedFile(At(name)));

    public void Rename(string from, string to) => WithIOErrors(() => File.Move(At(from), At(to), overwrite: true));

    public void Delete(string name) => WithIOErrors(() => File.Delete(At(name)));

    public void SyncFolder() => NativeFile.SyncFolder(Name);

    public IDisposable Lock() => WithIOErrors(() =>
    {
        Directory.CreateDirectory(Name);
        return FolderLock.Take(Name);
    });

    public void Dispose()
    {
    }

    private string At(string name) => Path.Combine(Name, name);

    private static void WithIOErrors(Action action) => WithIOErrors(() =>
    {
        action();
        return true;
    });

    /// <summary>Turns missing permission into an IOException, as <see cref="IStorage"/> promises.</summary>
    private static T WithIOErrors<T>(Func<T> action)
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
