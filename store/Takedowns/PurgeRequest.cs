using System.Security.Cryptography;
using System.Text;
using KnowledgeBase.Reports.Marks;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.Takedowns;

/// <summary>
/// The wish that nothing deleted stays on disk: a file beside the index, which outlives a crash and reaches the worker in another process.
/// </summary>
/// <param name="indexFolder">The index's folder.</param>
/// <param name="shared">Where a server keeps the wish: it is kept there first, and the file is a copy. Null: the file is all.</param>
public sealed class PurgeRequest(string indexFolder, ISharedTexts? shared = null)
{
    /// <summary>The name of the wish among texts that processes have in common.</summary>
    public const string SharedName = "purge";

    private readonly Lock _lock = new();
    private readonly string _file = System.IO.Path.GetFullPath(indexFolder).TrimEnd(System.IO.Path.DirectorySeparatorChar) + ".purge";

    /// <summary>The wish that stands; null where there is none.</summary>
    public string? Current => File.Exists(_file) && Read() is { Length: > 0 } request ? request : null;

    /// <summary>The file, as a full path.</summary>
    public string Path => _file;

    /// <summary>Asks for it, on disk for good before this returns.</summary>
    /// <param name="marks">Learned marks that stand in what was taken down. Their hashes alone are kept.</param>
    public void Ask(params IEnumerable<string> marks)
    {
        var asked = marks.Select(HashOf).ToList();
        lock (_lock)
        {
            var request = shared is null ? With(Current ?? "") : shared.Change(SharedName, With);
            DurableFile.Replace(_file, Encoding.UTF8.GetBytes(request));
        }

        string With(string before) =>
            string.Join('\n', MarksIn(before).Union(asked, StringComparer.Ordinal).Prepend(Guid.NewGuid().ToString("N")));
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
        if (shared is not null && shared.Change(SharedName, now => now == request ? "" : now).Length > 0)
            return;
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
