using System.Security.Cryptography;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Store.RawFiles;

/// <summary>A file's bytes, or why they cannot be had.</summary>
/// <param name="Bytes">Empty where <paramref name="Failure"/> says why.</param>
/// <param name="Hash">SHA-256 of the bytes in lower-case hex.</param>
/// <param name="Failure">Why there are no bytes; null where there are.</param>
/// <param name="Changing">The file was being written meanwhile: it is to be read again later.</param>
public sealed record FileContent(byte[] Bytes, string Hash, ReadingFailure? Failure, bool Changing)
{
    /// <summary>Reads a file whole. One that is still being written is <see cref="Changing"/> and is read again later.</summary>
    public static async Task<FileContent> ReadAsync(SourceFile file, long maxBytes, CancellationToken cancel)
    {
        if (file.IsLink)
            return Failed("link", "a link is not followed: only files inside the folder are read");

        if (file.IsNameUnreadable)
            return Failed("name-not-utf8", "the file's name is not UTF-8, so it cannot be opened; rename it");

        // Pipes, sockets and devices have no length either; opening one of them could wait for ever.
        if (file.Size == 0)
            return Failed("empty", "the file is empty, or is no regular file");
        if (file.Size > maxBytes)
            return Failed("too-large", $"the file has {file.Size:N0} bytes; the limit is {maxBytes:N0}");
        try
        {
            var bytes = await File.ReadAllBytesAsync(file.Path, cancel).ConfigureAwait(false);
            var after = new FileInfo(file.Path);
            var changing = !after.Exists
                || after.Length != bytes.Length
                || after.Length != file.Size
                || after.LastWriteTimeUtc != file.Modified;
            return new FileContent(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), null, changing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed("unreadable", e.Message, retry: true);
        }
    }

    private static FileContent Failed(string code, string message, bool retry = false) =>
        new([], "", new ReadingFailure(code, message, retry), Changing: false);
}
