using KnowledgeBase.Indexer.Corpus;
using KnowledgeBase.Indexer.Documents;
using KnowledgeBase.Indexer.Understanding;

namespace KnowledgeBase.Indexer.Ingesting;

/// <summary>Where do the folders and the index differ?</summary>
internal sealed class FileScan(CorpusFolders folders, FileCatalog catalog, UserFiles user)
{
    public bool IsKnown(string place) => catalog.At(place) is not null;

    /// <summary>The place of a path that is a file now or was one when it was last indexed; null for anything else, a folder say.</summary>
    public string? PlaceOf(string path)
    {
        if (folders.Look(path) is { } file)
            return file.Place;
        return folders.PlaceOf(path) is { } place && IsKnown(place) ? place : null;
    }

    /// <summary>Files that are new or changed, by place, then known files that are gone.</summary>
    public IEnumerable<(string Path, string Place)> Differences()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in folders.Files().OrderBy(file => file.Place, StringComparer.Ordinal))
        {
            seen.Add(file.Place);
            if (catalog.At(file.Place)?.IsUpToDate(file.Size, file.Modified, user.StampFor(file.Place)) is not true)
                yield return (file.Path, file.Place);
        }

        foreach (var known in catalog.Files)
        {
            // A folder that is not there at all is more likely unmounted than emptied.
            if (!seen.Contains(known.Place) && folders.IsReachable(known.Place))
                yield return (folders.PathOf(known.Place), known.Place);
        }
    }
}
