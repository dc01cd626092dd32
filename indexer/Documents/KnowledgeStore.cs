using KnowledgeBase.Engine;
using Microsoft.Extensions.Options;

namespace KnowledgeBase.Indexer.Documents;

/// <summary>The product's one index: passages with their reports and the state of the raw files. A singleton, opened on first use.</summary>
public sealed class KnowledgeStore : IDisposable
{
    private readonly Lazy<SearchIndex> _index;

    public KnowledgeStore(IOptions<IndexFolderOptions> options)
        : this(options.Value.Folder)
    {
    }

    public KnowledgeStore(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _index = new(() => SearchIndex.Open(Folder, PassageSchema.Schema));
    }

    public string Folder { get; }

    /// <summary>Opens the index now, so that a damaged or foreign one is told at the start and not at the first search.</summary>
    /// <exception cref="IndexException">It cannot be opened; the message says why and what to do.</exception>
    public void Open() => _ = _index.Value;

    /// <summary>The newest state; to be disposed.</summary>
    public Snapshot Snapshot() => _index.Value.Snapshot();

    /// <summary>Takes up what another process has committed.</summary>
    public bool Refresh() => _index.Value.Refresh();

    internal IndexWriter OpenWriter() => _index.Value.OpenWriter();

    public void Dispose()
    {
        if (_index.IsValueCreated)
            _index.Value.Dispose();
    }
}
