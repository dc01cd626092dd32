using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Corpus;

/// <summary>A file as the folder shows it. A place is the folder's name and the path below it, with '/'.</summary>
internal readonly record struct SeenFile(string Place, string Path, long Size, DateTimeOffset Modified, bool IsLink);

/// <summary>The folders that raw files are read from. Links are seen but never followed, so nothing outside is ever read.</summary>
internal sealed class CorpusFolders
{
    public const string CorpusName = "corpus";
    public const string UploadsName = "uploads";

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = false,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = true,
    };

    private readonly (string Name, string Path)[] _roots;

    public CorpusFolders(IOptions<CorpusOptions> options)
        : this((CorpusName, options.Value.Folder), (UploadsName, options.Value.Uploads))
    {
    }

    public CorpusFolders(params (string Name, string Path)[] roots) =>
        _roots = [.. roots.Select(root => (root.Name, Path.GetFullPath(root.Path)))];

    public IEnumerable<string> Roots => _roots.Select(root => root.Path);

    /// <exception cref="CorpusMissingException">The corpus is not there: most likely a mistyped folder, which must not empty the index.</exception>
    public void RequireCorpus()
    {
        var corpus = _roots.First(root => root.Name == CorpusName).Path;
        if (!Directory.Exists(corpus))
            throw new CorpusMissingException(corpus);
    }

    /// <summary>Makes the folder for files that are handed in, so that it can be watched from the start. It is the product's own.</summary>
    public void EnsureUploads()
    {
        foreach (var (name, path) in _roots)
        {
            if (name == UploadsName)
                Directory.CreateDirectory(path);
        }
    }

    /// <summary>Every file below the folders, hidden ones and office lock files aside. A folder that is missing yields nothing.</summary>
    public IEnumerable<SeenFile> Files()
    {
        foreach (var (name, root) in _roots)
        {
            var pending = new Stack<DirectoryInfo>();
            if (Directory.Exists(root))
                pending.Push(new DirectoryInfo(root));
            while (pending.TryPop(out var folder))
            {
                foreach (var entry in folder.EnumerateFileSystemInfos("*", Below))
                {
                    if (IsIgnored(entry.Name))
                        continue;
                    if (entry is DirectoryInfo child && !IsLink(child))
                        pending.Push(child);
                    else if (Look(name, root, entry.FullName) is { } file)
                        yield return file;
                }
            }
        }
    }

    /// <summary>The file at a path, or null where there is none (any more) or where it is not for reading.</summary>
    public SeenFile? Look(string path)
    {
        var full = Path.GetFullPath(path);
        foreach (var (name, root) in _roots)
        {
            if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                continue;
            var below = full[(root.Length + 1)..].Split(Path.DirectorySeparatorChar);
            return below.Any(IsIgnored) ? null : Look(name, root, full);
        }

        return null;
    }

    /// <summary>The place that a path below one of the folders has, whether or not anything is there.</summary>
    public string? PlaceOf(string path)
    {
        var full = Path.GetFullPath(path);
        foreach (var (name, root) in _roots)
        {
            if (full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                return PlaceOf(name, root, full);
        }

        return null;
    }

    /// <summary>Whether the folder of a place is there.</summary>
    public bool IsReachable(string place) => Directory.Exists(RootOf(place).Path);

    /// <summary>The path of a place, which must have come from <see cref="Files"/> or <see cref="Look(string)"/>.</summary>
    public string PathOf(string place)
    {
        var (name, root) = RootOf(place);
        return Path.Combine(root, place[(name.Length + 1)..].Replace('/', Path.DirectorySeparatorChar));
    }

    private (string Name, string Path) RootOf(string place) =>
        _roots.First(root => place.StartsWith(root.Name + "/", StringComparison.Ordinal));

    private static string PlaceOf(string name, string root, string path) =>
        name + "/" + Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    private static SeenFile? Look(string name, string root, string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists && info.LinkTarget is null)
            return null;
        var place = PlaceOf(name, root, path);
        return IsLink(info)
            ? new SeenFile(place, path, 0, default, IsLink: true)
            : new SeenFile(place, path, info.Length, info.LastWriteTimeUtc, IsLink: false);
    }

    private static bool IsLink(FileSystemInfo info) => info.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsIgnored(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal);
}

/// <summary>The folder of raw files does not exist.</summary>
public sealed class CorpusMissingException(string folder)
    : Exception($"the corpus folder '{folder}' does not exist; create it or name another with --Corpus:Folder");
