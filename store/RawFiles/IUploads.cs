namespace KnowledgeBase.Store.RawFiles;

/// <summary>Keeps files that people hand in over HTTP. Thread-safe.</summary>
public interface IUploads
{
    /// <summary>
    /// Keeps a file for good before this returns; the same bytes under the same name are the same file. Returns its source path.
    /// </summary>
    Task<string> KeepAsync(string name, Stream content, CancellationToken cancel);

    /// <summary>Removes an uploaded file; the worker takes its reports away.</summary>
    /// <exception cref="ArgumentException">The file was not uploaded.</exception>
    void Remove(string sourcePath);
}
