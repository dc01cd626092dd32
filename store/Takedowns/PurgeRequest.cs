using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.Takedowns;

/// <summary>
/// The wish that nothing deleted stays on disk: a file beside the index, which outlives a crash and reaches the worker in another process.
/// </summary>
/// <param name="indexFolder">The index's folder.</param>
public sealed class PurgeRequest(string indexFolder)
{
    private readonly Lock _lock = new();
    private readonly string _file = Path.GetFullPath(indexFolder).TrimEnd(Path.DirectorySeparatorChar) + ".purge";

    /// <summary>The wish that stands; null where there is none.</summary>
    public string? Current => File.Exists(_file) ? Read() : null;

    /// <summary>Asks for it, on disk for good before this returns.</summary>
    /// <param name="marks">Learned marks that stand in what was taken down. Their hashes alone are kept.</param>
    public void Ask(params IEnumerable<string> marks)
    {
        lock (_lock)
        {
            var hashes = MarksIn(Current ?? "").Union(marks.Select(HashOf), StringComparer.Ordinal);
            DurableFile.Replace(_file, Encoding.UTF8.GetBytes(string.Join('\n', hashes.Prepend(Guid.NewGuid().ToString("N")))));
        }
    }

    /// <summary>The hashes of the learned marks that a wish is about.</summary>
    public static IReadOnlySet<string> MarksIn(string request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Split('\n').Skip(1).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What a mark is known by here: SHA-256 of its folded words.</summary>
    public static string HashOf(string mark) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(UserMarks.Fold(mark))));

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
