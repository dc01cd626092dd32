using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Reports;

namespace KnowledgeBase.Indexer.Corpus;

/// <summary>The raw files behind the reports: what they said before cleaning, and files handed in from outside.</summary>
public sealed class RawFiles
{
    private readonly CorpusFolders _folders;
    private readonly FileCatalog _catalog;
    private readonly ReportReader _reader;

    internal RawFiles(CorpusFolders folders, FileCatalog catalog, ReportReader reader)
    {
        _folders = folders;
        _catalog = catalog;
        _reader = reader;
    }

    /// <summary>The bytes with a hash, from wherever they lie now; null where no file holds them any more.</summary>
    public async Task<(string Place, byte[] Bytes)?> FindAsync(string hash, CancellationToken cancel)
    {
        foreach (var file in _catalog.WithHash(hash))
        {
            if (_folders.Look(_folders.PathOf(file.Place)) is not { } seen)
                continue;
            var content = await FileContent.ReadAsync(seen, _reader.Options.MaxFileBytes, cancel).ConfigureAwait(false);
            if (content.Hash == hash)
                return (file.Place, content.Bytes);
        }

        return null;
    }

    /// <summary>What a raw file says, with all that cleaning removes.</summary>
    public async Task<(string Place, Reading Reading)?> ReadAsync(string hash, CancellationToken cancel) =>
        await FindAsync(hash, cancel).ConfigureAwait(false) is var (place, bytes)
            ? (place, _reader.Read(Path.GetFileName(place), bytes, cancel))
            : null;
}
