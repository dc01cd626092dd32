namespace KnowledgeBase.Store.RawFiles;

/// <summary>Lists the raw files that there are now.</summary>
public interface IFileSource
{
    /// <summary>Every file, hidden ones and lock files of office programs aside. A folder that is missing yields nothing.</summary>
    IEnumerable<SourceFile> Files();

    /// <summary>The file at a source path, or null where there is none (any more) or where it is not for reading.</summary>
    SourceFile? Find(string sourcePath);

    /// <summary>Whether the folder of a source path can be read at all: what is not listed is gone only then.</summary>
    bool IsReachable(string sourcePath);

    /// <summary>A file's bytes, whole. One that is being written meanwhile is to be read again later.</summary>
    /// <param name="file">As this source listed it.</param>
    /// <param name="maxBytes">A larger file is a failure.</param>
    /// <param name="cancel">Ends the reading.</param>
    Task<FileContent> ReadAsync(SourceFile file, long maxBytes, CancellationToken cancel);
}

/// <summary>A raw file as its folder lists it.</summary>
/// <param name="SourcePath">The folder's name and the path below it, with '/': <c>corpus/2023/a.txt</c>.</param>
/// <param name="Path">Where to open it.</param>
/// <param name="Size">Bytes; zero for what is no regular file.</param>
/// <param name="Modified">The file's own time of its last change.</param>
/// <param name="IsLink">A link is listed as a failure and never followed.</param>
/// <param name="IsNameUnreadable">The name is not UTF-8: listed as a failure, its bytes escaped.</param>
public readonly record struct SourceFile(
    string SourcePath, string Path, long Size, DateTimeOffset Modified, bool IsLink, bool IsNameUnreadable = false);
