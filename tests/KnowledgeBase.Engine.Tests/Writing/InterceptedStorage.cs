using KnowledgeBase.Engine.Storage;

namespace KnowledgeBase.Engine.Tests.Writing;

/// <summary>The storage of a folder that tells a test which files are created, and lets it fail the call.</summary>
internal sealed class InterceptedStorage(string folder, Action<string> creating) : IStorage
{
    private readonly FolderStorage _inner = new(folder);

    public string Name => _inner.Name;

    public IReadOnlyList<string> List() => _inner.List();

    public IStorageWriter Create(string name)
    {
        creating(name);
        return _inner.Create(name);
    }

    public IStorageFile Open(string name) => _inner.Open(name);

    public void Rename(string from, string to) => _inner.Rename(from, to);

    public void Delete(string name) => _inner.Delete(name);

    public void SyncFolder() => _inner.SyncFolder();

    public IDisposable Lock() => _inner.Lock();

    public void Dispose() => _inner.Dispose();
}
