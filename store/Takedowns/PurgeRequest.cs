using System.Text;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.Takedowns;

/// <summary>
/// The wish that nothing deleted stays on disk: a file beside the index, which outlives a crash and reaches the worker in another process.
/// </summary>
/// <param name="indexFolder">The index's folder.</param>
public sealed class PurgeRequest(string indexFolder)
{
    private readonly string _file = Path.GetFullPath(indexFolder).TrimEnd(Path.DirectorySeparatorChar) + ".purge";

    /// <summary>The wish that stands; null where there is none.</summary>
    public string? Current => File.Exists(_file) ? Read() : null;

    /// <summary>Asks for it, on disk for good before this returns.</summary>
    public void Ask() => DurableFile.Replace(_file, Encoding.UTF8.GetBytes(Guid.NewGuid().ToString("N")));

    /// <summary>It is done, unless it was asked for again meanwhile.</summary>
    public void Done(string request)
    {
        if (Current == request)
            File.Delete(_file);
    }

    private string? Read()
    {
        try
        {
            return File.ReadAllText(_file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
