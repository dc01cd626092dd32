using KnowledgeBase.Store.Catalog;

namespace KnowledgeBase.Indexer.CommandLine;

/// <summary>Which folder goes into which index.</summary>
internal sealed record IngestTarget(string Corpus, string Index)
{
    /// <summary>The uploads that belong to the index: as recorded, or beside it.</summary>
    public string Uploads { get; init; } = new IndexedFolders(Index).Read()?.Uploads
        ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Index).TrimEnd(Path.DirectorySeparatorChar)) ?? "/", "uploads");

    public bool ReplaceCorpus { get; init; }

    /// <summary>True: into the index, whatever server is configured.</summary>
    public bool IsAlone { get; init; }

    public bool AllowEmpty { get; init; }
}
