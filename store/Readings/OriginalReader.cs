using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Formats.Zip;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.RawFiles;

namespace KnowledgeBase.Store.Readings;

/// <summary>The raw files behind the reports: their bytes, and what they said before cleaning.</summary>
public sealed class OriginalReader(IFileSource source, IFileCatalog catalog, CurrentReader current)
{
    /// <summary>The bytes with a hash, from wherever they lie now; null where no file holds them any more.</summary>
    public async Task<(string SourcePath, byte[] Bytes)?> FindAsync(string hash, CancellationToken cancel)
    {
        foreach (var file in catalog.WithHash(hash))
        {
            if (source.Find(file.SourcePath) is not { } found)
                continue;
            var content = await source.ReadAsync(found, current.Reader.Options.MaxFileBytes, cancel).ConfigureAwait(false);
            if (content.Hash == hash)
                return (file.SourcePath, content.Bytes);
        }

        return null;
    }

    /// <summary>What a raw file says, or one file of an archive, with all that cleaning removes.</summary>
    public async Task<(string SourcePath, Reading Reading)?> ReadAsync(string hash, string? entry, CancellationToken cancel)
    {
        if (await FindAsync(hash, cancel).ConfigureAwait(false) is not var (sourcePath, bytes))
            return null;
        var reader = current.Reader;
        if (entry is null)
            return (sourcePath, reader.Read(Path.GetFileName(sourcePath), bytes, cancel));
        var packed = ZipFiles.Open(bytes, reader.Options).FirstOrDefault(file => file.Path == entry);
        return packed is null ? null : ($"{sourcePath}/{entry}", reader.Read(packed.Name, packed.Bytes, cancel));
    }
}
