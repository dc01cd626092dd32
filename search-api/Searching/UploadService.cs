using System.Security.Cryptography;
using KnowledgeBase.Indexer;
using KnowledgeBase.Indexer.Corpus;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.SearchApi.Searching;

/// <summary>Keeps files that are handed in: on disk for good before anybody is told so.</summary>
public sealed class UploadService(IOptions<CorpusOptions> options)
{
    private readonly string _folder = Path.GetFullPath(options.Value.Uploads);

    public bool IsUpload(string place) => place.StartsWith(UploadPlaces.Prefix, StringComparison.Ordinal);

    /// <summary>Writes a file under a name of our own making and returns its place. The same bytes under the same name are the same file.</summary>
    public async Task<string> KeepAsync(string name, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(_folder);

        // A name with a dot in front is not looked at by the indexer, so a half-written file is never read.
        var partial = Path.Combine(_folder, "." + Guid.NewGuid().ToString("N"));
        try
        {
            string hash;
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
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

            var safe = $"{hash[..16]}-{SafeName(name)}";
            File.Move(partial, Path.Combine(_folder, safe), overwrite: true);
            DurableFolders.Sync(_folder);
            return UploadPlaces.Prefix + safe;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Removes a file that was handed in. The indexer sees it go.</summary>
    public void Remove(string place)
    {
        if (!IsUpload(place))
            throw new ArgumentException($"'{place}' was not handed in", nameof(place));
        File.Delete(Path.Combine(_folder, Path.GetFileName(place)));
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
