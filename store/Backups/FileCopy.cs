using System.Security.Cryptography;
using KnowledgeBase.Store.Durability;

namespace KnowledgeBase.Store.Backups;

/// <summary>Copies and hashes single files. A copy is on disk when this returns, its name when its folder has been synchronised.</summary>
internal static class FileCopy
{
    private const int BufferSize = 1 << 20;
    private const int Attempts = 5;

    /// <summary>Copies a file as it stood at one time: one that changes meanwhile is copied again. Null where it has gone.</summary>
    /// <exception cref="IOException">It cannot be read or written, or does not stop changing.</exception>
    public static BackupFile? Snapshot(string from, string to, string name, bool isPrivate, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var before = new FileInfo(from);
            if (!before.Exists)
                return null;
            var (length, modified) = (before.Length, before.LastWriteTimeUtc);
            string hash;
            try
            {
                hash = Copy(from, to, isPrivate, cancel);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                File.Delete(to);
                return null;
            }

            before.Refresh();
            if (before.Exists && (before.Length, before.LastWriteTimeUtc) == (length, modified) && new FileInfo(to).Length == length)
                return new BackupFile(name, length, hash, modified);
        }

        throw new IOException($"'{from}' does not stop changing, so no copy of it would be right");
    }

    /// <summary>Copies a file's bytes, durable when this returns; their SHA-256 in lower-case hex.</summary>
    public static string Copy(string from, string to, bool isPrivate, CancellationToken cancel)
    {
        using var source = Open(from);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var target = new FileStream(to, options);
        var hash = Pass(source, target.Write, cancel);
        target.Flush(flushToDisk: true);
        return hash;
    }

    /// <summary>The SHA-256 of a file's bytes in lower-case hex.</summary>
    public static string HashOf(string path, CancellationToken cancel)
    {
        using var source = Open(path);
        return Pass(source, _ => { }, cancel);
    }

    /// <summary>Makes the names in a folder and in all folders below it durable.</summary>
    public static void SyncTree(string folder)
    {
        foreach (var below in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            DurableFolders.Sync(below);
        DurableFolders.Sync(folder);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);

    private static string Pass(FileStream source, Action<ReadOnlySpan<byte>> take, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            sha.AppendData(buffer, 0, read);
            take(buffer.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
