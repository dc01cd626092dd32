using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Understanding;
using KnowledgeBase.Reports;
using KnowledgeBase.Reports.Formats.Zip;

namespace KnowledgeBase.Indexer.Corpus;

/// <summary>The raw files behind the reports: what they said before cleaning, and files handed in from outside.</summary>
public sealed class RawFiles
{
    private readonly CorpusFolders _folders;
    private readonly FileCatalog _catalog;
    private readonly ReaderKeeper _keeper;

    internal RawFiles(CorpusFolders folders, FileCatalog catalog, ReaderKeeper keeper)
    {
        _folders = folders;
        _catalog = catalog;
        _keeper = keeper;
    }

    /// <summary>The bytes with a hash, from wherever they lie now; null where no file holds them any more.</summary>
    public async Task<(string Place, byte[] Bytes)?> FindAsync(string hash, CancellationToken cancel)
    {
        foreach (var file in _catalog.WithHash(hash))
        {
            if (_folders.Look(_folders.PathOf(file.Place)) is not { } seen)
                continue;
            var content = await FileContent.ReadAsync(seen, _keeper.Reader.Options.MaxFileBytes, cancel).ConfigureAwait(false);
            if (content.Hash == hash)
                return (file.Place, content.Bytes);
        }

        return null;
    }

    /// <summary>What a raw file says, or one file of a pack, with all that cleaning removes.</summary>
    public async Task<(string Place, Reading Reading)?> ReadAsync(string hash, string? entry, CancellationToken cancel)
    {
        if (await FindAsync(hash, cancel).ConfigureAwait(false) is not var (place, bytes))
            return null;
        var reader = _keeper.Reader;
        if (entry is null)
            return (place, reader.Read(Path.GetFileName(place), bytes, cancel));
        var packed = ZipFiles.Open(bytes, reader.Options).FirstOrDefault(file => file.Path == entry);
        return packed is null ? null : ($"{place}/{entry}", reader.Read(packed.Name, packed.Bytes, cancel));
    }
}
