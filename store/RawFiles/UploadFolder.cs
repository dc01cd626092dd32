using System.Buffers;
using System.Security.Cryptography;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.Settings;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Store.RawFiles;

/// <summary>Keeps uploaded files: durable on disk before they are acknowledged.</summary>
public sealed class UploadFolder(IOptions<CorpusOptions> options) : IUploads
{
    private const string Prefix = SourceFolders.UploadsName + "/";

    /// <summary>An upload is kept as so much of its hash, a dash, and the name that it came with.</summary>
    private const int HashLength = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string _folder = Path.GetFullPath(options.Value.Uploads);

    /// <summary>Whether a source path is an upload's, which alone can be removed.</summary>
    public static bool IsUpload(string sourcePath) => sourcePath.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What a person calls a file: its path below its folder; an upload's without the part of its hash in front.</summary>
    public static string DisplayName(string sourcePath)
    {
        ArgumentNullException.ThrowIfNull(sourcePath);
        var name = sourcePath[(sourcePath.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var isKeptName = IsUpload(sourcePath)
            && name.IndexOf('-', StringComparison.Ordinal) == HashLength
            && !name.AsSpan(0, HashLength).ContainsAnyExcept(HexDigits);
        return isKeptName ? name[(HashLength + 1)..] : name;
    }

    /// <summary>Where bytes with a hash are kept that came under a name.</summary>
    public static string SourcePathFor(string hash, string name)
    {
        ArgumentNullException.ThrowIfNull(hash);
        ArgumentNullException.ThrowIfNull(name);
        return $"{Prefix}{hash[..HashLength]}-{SafeName(name)}";
    }

    /// <summary>
    /// Writes a file under a name of our own making and returns its source path. The same bytes under the same name are the same file.
    /// </summary>
    public async Task<string> KeepAsync(string name, Stream content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        Directory.CreateDirectory(_folder);

        // A name with a dot in front is not listed by the indexer, so a half-written file is never read.
        var partial = Path.Combine(_folder, "." + Guid.NewGuid().ToString("N"));
        try
        {
            string hash;
            await using (
                var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                var buffer = new byte[1 << 16];
                for (int read; (read = await content.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0;)
                {
                    sha.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
                }

                file.Flush(flushToDisk: true);
                hash = Convert.ToHexStringLower(sha.GetHashAndReset());
            }

            var sourcePath = SourcePathFor(hash, name);
            File.Move(partial, Path.Combine(_folder, sourcePath[Prefix.Length..]), overwrite: true);
            DurableFolders.Sync(_folder);
            return sourcePath;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Deletes uploads that a crash cut short. What another process is still writing has changed lately.</summary>
    public int SweepPartial(DateTime before)
    {
        if (!Directory.Exists(_folder))
            return 0;
        var partial = Directory.GetFiles(_folder, ".*")
            .Where(path => Guid.TryParseExact(Path.GetFileName(path)[1..], "N", out _) && File.GetLastWriteTimeUtc(path) < before)
            .ToList();
        partial.ForEach(File.Delete);
        return partial.Count;
    }

    /// <summary>Removes an uploaded file. The indexer follows.</summary>
    public void Remove(string sourcePath)
    {
        if (!IsUpload(sourcePath))
            throw new ArgumentException($"'{sourcePath}' was not uploaded", nameof(sourcePath));
        File.Delete(Path.Combine(_folder, Path.GetFileName(sourcePath)));
        DurableFolders.Sync(_folder);
    }

    /// <summary>The name's last part with letters, digits and a few signs only: it becomes evidence for facts, never a path.</summary>
    private static string SafeName(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var kept = new string([.. last.Where(c => char.IsLetterOrDigit(c) || "（）()《》“”·-_. ".Contains(c))]).Trim('.', ' ');

        // File names have 255 bytes; a Chinese character has three.
        return kept.Length == 0 ? "file" : kept.Length <= 60 ? kept : kept[..40] + kept[^20..];
    }
}
