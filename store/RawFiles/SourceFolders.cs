using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.RawFiles;

/// <summary>The folders that raw files are read from. Links are listed but never followed, so nothing outside is ever read.</summary>
public sealed class SourceFolders : IFileSource
{
    /// <summary>The first part of a corpus file's source path, where the folder is given no other name.</summary>
    public const string CorpusName = "corpus";

    /// <summary>The first part of an uploaded file's source path.</summary>
    public const string UploadsName = "uploads";

    /// <summary>What .NET puts for bytes that are not UTF-8.</summary>
    private const char NotUtf8Sign = '\ufffd';

    private static readonly EnumerationOptions OneLevel = new()
    {
        RecurseSubdirectories = false,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = true,
    };

    private readonly (string Name, string Path)[] _roots;
    private readonly bool _allowEmpty;
    private string? _followed;

    /// <summary>The folders of the configuration.</summary>
    public SourceFolders(IOptions<CorpusOptions> options)
        : this(options?.Value ?? throw new ArgumentNullException(nameof(options)))
    {
    }

    /// <summary>The folders of some options.</summary>
    /// <param name="options">Where they are.</param>
    /// <param name="withUploads">False where uploads are kept elsewhere.</param>
    public SourceFolders(CorpusOptions options, bool withUploads = true)
    {
        ArgumentNullException.ThrowIfNull(options);
        _allowEmpty = options.AllowEmpty;
        _roots = [(options.Name, Path.GetFullPath(options.Folder))];
        if (withUploads)
            _roots = [.. _roots, (UploadsName, Path.GetFullPath(options.Uploads))];
    }

    /// <summary>The folders as full paths, the corpus first.</summary>
    public IReadOnlyList<string> Roots => [.. _roots.Select(root => root.Path)];

    /// <summary>The folder of raw files, as a full path.</summary>
    public string Corpus => _roots[0].Path;

    /// <summary>The first part of a corpus file's source path.</summary>
    public string Name => _roots[0].Name;

    /// <summary>Whether a source path belongs to the corpus folder.</summary>
    public bool IsOfCorpus(string sourcePath)
    {
        ArgumentNullException.ThrowIfNull(sourcePath);
        return sourcePath.StartsWith(Name + "/", StringComparison.Ordinal);
    }

    /// <summary>Throws where the corpus is not there: most likely a mistyped folder, which must not empty the index.</summary>
    /// <exception cref="CorpusMissingException">The corpus is not there.</exception>
    public void RequireCorpus()
    {
        if (!Directory.Exists(Corpus))
            throw new CorpusMissingException(Corpus);
    }

    /// <summary>Creates the folder of uploads, so that it can be watched from the start. It is the product's own.</summary>
    public void EnsureUploads()
    {
        foreach (var (_, path) in _roots.Skip(1))
            Directory.CreateDirectory(path);
    }

    /// <summary>Whether a source path lies in one of these folders.</summary>
    public bool Owns(string sourcePath) => _roots.Any(root => sourcePath.StartsWith(root.Name + "/", StringComparison.Ordinal));

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
                var entries = EntriesOf(folder);
                if (entries.Any(entry => entry.Name.Contains(NotUtf8Sign, StringComparison.Ordinal)))
                {
                    foreach (var escaped in RawNames.NotUtf8(folder.FullName))
                        yield return Unreadable(name, root, Path.Combine(folder.FullName, escaped));
                }

                foreach (var entry in entries)
                {
                    if (IsIgnored(entry.Name) || !Path.Exists(entry.FullName) && entry.LinkTarget is null)
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

    /// <inheritdoc/>
    public Task<FileContent> ReadAsync(SourceFile file, long maxBytes, CancellationToken cancel) =>
        FileContent.ReadAsync(file, maxBytes, cancel);

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
    public bool IsReachable(string sourcePath)
    {
        var (name, root) = RootOf(sourcePath);
        if (!Directory.Exists(root))
            return false;

        // A mount that was lost leaves the empty folder that it hid: another folder than the one that was followed.
        return name == UploadsName || _allowEmpty || IsFollowed(root) || Directory.EnumerateFileSystemEntries(root).Any();
    }

    /// <summary>Whether the corpus is empty and may be so only because a mount is missing.</summary>
    public bool SeemsUnmounted => !IsReachable(Name + "/");

    /// <summary>Keeps which folders these are, from when on a folder that gets empty was emptied by somebody.</summary>
    public void BeginFollowing() => _followed = FolderIdentity.Of(Corpus);

    private bool IsFollowed(string root) => _followed is { } followed && FolderIdentity.Of(root) == followed;

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
        {
            return info.Name.Contains(@"\x", StringComparison.Ordinal) && RawNames.NotUtf8(info.DirectoryName!).Contains(info.Name)
                ? Unreadable(name, root, path)
                : null;
        }

        var sourcePath = SourcePathOf(name, root, path);
        return IsLink(info)
            ? new SourceFile(sourcePath, path, 0, default, IsLink: true)
            : new SourceFile(sourcePath, path, info.Length, info.LastWriteTimeUtc, IsLink: false);
    }

    private static SourceFile Unreadable(string name, string root, string path) =>
        new(SourcePathOf(name, root, path), path, 0, default, IsLink: false, IsNameUnreadable: true);

    private static bool IsLink(FileSystemInfo info) => info.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsIgnored(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal);
}

/// <summary>The folder of raw files is empty, though files of it are indexed.</summary>
public sealed class CorpusEmptyException(string folder)
    : Exception($"the corpus folder '{folder}' is empty, but the index holds its files; if it was emptied on purpose, add --allow-empty");

/// <summary>The folder of raw files does not exist.</summary>
public sealed class CorpusMissingException(string folder)
    : Exception($"the corpus folder '{folder}' does not exist; create it or name another with --Corpus:Folder");
