using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.RawFiles;

/// <summary>The folders that raw files are read from. Links are listed but never followed, so nothing outside is ever read.</summary>
public sealed class SourceFolders : IFileSource
{
    /// <summary>The first part of a corpus file's source path.</summary>
    public const string CorpusName = "corpus";

    /// <summary>The first part of an uploaded file's source path.</summary>
    public const string UploadsName = "uploads";

    private static readonly EnumerationOptions OneLevel = new()
    {
        RecurseSubdirectories = false,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = true,
    };

    private readonly (string Name, string Path)[] _roots;

    /// <summary>The folders of the configuration.</summary>
    public SourceFolders(IOptions<CorpusOptions> options)
        : this(options?.Value ?? throw new ArgumentNullException(nameof(options)))
    {
    }

    /// <summary>The folders of some options.</summary>
    public SourceFolders(CorpusOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _roots = [(CorpusName, Path.GetFullPath(options.Folder)), (UploadsName, Path.GetFullPath(options.Uploads))];
    }

    /// <summary>The folders as full paths, the corpus first.</summary>
    public IReadOnlyList<string> Roots => [.. _roots.Select(root => root.Path)];

    /// <summary>The folder of raw files, as a full path.</summary>
    public string Corpus => _roots[0].Path;

    /// <summary>Throws where the corpus is not there: most likely a mistyped folder, which must not empty the index.</summary>
    /// <exception cref="CorpusMissingException">The corpus is not there.</exception>
    public void RequireCorpus()
    {
        if (!Directory.Exists(Corpus))
            throw new CorpusMissingException(Corpus);
    }

    /// <summary>Creates the folder of uploads, so that it can be watched from the start. It is the product's own.</summary>
    public void EnsureUploads() => Directory.CreateDirectory(_roots[1].Path);

    /// <inheritdoc/>
    public IEnumerable<SourceFile> Files()
    {
        foreach (var (name, root) in _roots)
        {
            var pending = new Stack<DirectoryInfo>();
            if (Directory.Exists(root))
                pending.Push(new DirectoryInfo(root));
            while (pending.TryPop(out var folder))
            {
                foreach (var entry in EntriesOf(folder))
                {
                    if (IsIgnored(entry.Name))
                        continue;
                    if (entry is DirectoryInfo child && !IsLink(child))
                        pending.Push(child);
                    else if (Find(name, root, entry.FullName) is { } file)
                        yield return file;
                }
            }
        }
    }

    /// <summary>The file at a path, or null where there is none (any more) or where it is not for reading.</summary>
    public SourceFile? FindPath(string path)
    {
        var full = Path.GetFullPath(path);
        foreach (var (name, root) in _roots)
        {
            if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                continue;
            var below = full[(root.Length + 1)..].Split(Path.DirectorySeparatorChar);
            return below.Any(IsIgnored) ? null : Find(name, root, full);
        }

        return null;
    }

    /// <inheritdoc/>
    public SourceFile? Find(string sourcePath) => FindPath(PathOf(sourcePath));

    /// <summary>The source path of a path below one of the folders, whether or not anything is there.</summary>
    public string? SourcePathOf(string path)
    {
        var full = Path.GetFullPath(path);
        foreach (var (name, root) in _roots)
        {
            if (full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                return SourcePathOf(name, root, full);
        }

        return null;
    }

    /// <inheritdoc/>
    public bool IsReachable(string sourcePath) => Directory.Exists(RootOf(sourcePath).Path);

    /// <summary>The path of a source path, which must have come from <see cref="Files"/> or <see cref="FindPath"/>.</summary>
    public string PathOf(string sourcePath)
    {
        var (name, root) = RootOf(sourcePath);
        return Path.Combine(root, sourcePath[(name.Length + 1)..].Replace('/', Path.DirectorySeparatorChar));
    }

    /// <summary>The entries of one folder; none where the folder has gone meanwhile, which the next comparison sees.</summary>
    private static FileSystemInfo[] EntriesOf(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos("*", OneLevel)];
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            return [];
        }
    }

    private (string Name, string Path) RootOf(string sourcePath) =>
        _roots.First(root => sourcePath.StartsWith(root.Name + "/", StringComparison.Ordinal));

    private static string SourcePathOf(string name, string root, string path) =>
        name + "/" + Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    private static SourceFile? Find(string name, string root, string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists && info.LinkTarget is null)
            return null;
        var sourcePath = SourcePathOf(name, root, path);
        return IsLink(info)
            ? new SourceFile(sourcePath, path, 0, default, IsLink: true)
            : new SourceFile(sourcePath, path, info.Length, info.LastWriteTimeUtc, IsLink: false);
    }

    private static bool IsLink(FileSystemInfo info) => info.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsIgnored(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal);
}

/// <summary>The folder of raw files does not exist.</summary>
public sealed class CorpusMissingException(string folder)
    : Exception($"the corpus folder '{folder}' does not exist; create it or name another with --Corpus:Folder");
