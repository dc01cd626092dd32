using KnowledgeBase.Engine;
using KnowledgeBase.Store.Durability;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Store.Catalog;

/// <summary>
/// An index that was made anew beside one in use, until the one writer of that takes it over in a single commit: who searches sees the old
/// state or the new one, and never waits.
/// </summary>
/// <param name="indexFolder">The folder of the index in use.</param>
public sealed class RebuiltIndex(string indexFolder)
{
    private readonly string _index = Path.GetFullPath(indexFolder).TrimEnd(Path.DirectorySeparatorChar);

    /// <summary>Where it is made. What lies here is of no use to anybody but its maker.</summary>
    public string Building => _index + ".rebuilding";

    /// <summary>Where it lies when it is whole.</summary>
    public string Folder => _index + ".rebuilt";

    /// <summary>Whether there is one to be taken over.</summary>
    public bool Exists => Directory.Exists(Folder);

    /// <summary>Offers what has been made to the writer of the index in use, in one step.</summary>
    public void Offer()
    {
        Remove();
        Directory.Move(Building, Folder);
        DurableFolders.Sync(Path.GetDirectoryName(_index)!);
    }

    /// <summary>Its first damage; null where every byte is as it was written.</summary>
    public IndexDamagedException? FindDamage(CancellationToken cancel) =>
        SearchIndex.Check(Folder, cancel).Damages is [var damage, ..] ? damage : null;

    /// <summary>
    /// Puts everything into the place of what is there, without a commit: that is its caller's, and without it nothing has changed.
    /// </summary>
    /// <param name="catalog">The files of the index in use. One that has other bytes by now stays as it is there.</param>
    /// <param name="writer">The writer of the index in use.</param>
    /// <param name="isWanted">False for a file that has gone, or was refused, since.</param>
    /// <param name="cancel">Leaves the writer with a part of it, to be disposed of.</param>
    /// <returns>How many files.</returns>
    public int PutInto(IFileCatalog catalog, IReadingWriter writer, Func<FileEntry, bool> isWanted, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(isWanted);
        using var rebuilt = new KnowledgeStore(Folder);
        rebuilt.Open();
        using var snapshot = rebuilt.Snapshot();
        var put = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var file in rebuilt.Catalog.Files)
        {
            cancel.ThrowIfCancellationRequested();
            if ((catalog.At(file.SourcePath) is { Hash: { } now } && now != file.Hash) || !isWanted(file))
                continue;

            // Exact copies of a file hold the same reports.
            writer.Store(file, [.. file.Reports.Where(put.Add)
                .Select(id => ReportRecord.FromBytes(snapshot.Attachment(ReportRecord.KeyOf(id))!.Value.Span))]);
            count++;
        }

        writer.StoreLearnedMarks(rebuilt.LearnedMarks);
        return count;
    }

    /// <summary>Removes it.</summary>
    public void Remove()
    {
        if (Exists)
            Directory.Delete(Folder, recursive: true);
    }
}
