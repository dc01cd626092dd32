using KnowledgeBase.Engine;
using KnowledgeBase.Store.Records;

namespace KnowledgeBase.Lookups.Collection;

/// <summary>
/// All reports as one commit left them, with the structures that look-ups derived from them. Unchanging and thread-safe; disposed of by
/// whoever opened it.
/// </summary>
public sealed class CollectionView : IDisposable
{
    private readonly CollectionData _data;
    private readonly IReadOnlyDictionary<Derivation, int> _derivations;

    /// <param name="snapshot">A handle of this view's own.</param>
    internal CollectionView(CollectionData data, Snapshot snapshot, IReadOnlyDictionary<Derivation, int> derivations) =>
        (_data, Snapshot, _derivations) = (data, snapshot, derivations);

    /// <summary>The commit itself, for searches among the same passages.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>All reports in the order of their ids: the same reports have the same order wherever they stand in the index.</summary>
    public IReadOnlyList<CollectedReport> Reports => _data.Reports;

    /// <summary>Passages of all reports.</summary>
    public int PassageCount => _data.PassageCount;

    /// <summary>Whether reports are missing because their records are damaged; an answer must say so.</summary>
    public bool IsPartial => _data.IsPartial;

    /// <summary>The number in the snapshot of a report's passage.</summary>
    public int DocumentOf(int report, int passage) => _data.Firsts[report] + passage;

    /// <summary>The report and passage of a document of the snapshot; null where its report is not in the view.</summary>
    public (int Report, int Passage)? Locate(int document) => _data.Locate(document);

    /// <summary>A passage with its text, from the index.</summary>
    public PassageDocument Read(int report, int passage) => PassageDocument.Read(Snapshot, DocumentOf(report, passage));

    /// <summary>What a derivation made of these reports.</summary>
    /// <exception cref="CollectionNotReadyException">Not computed yet; never for one that was named when the view was opened.</exception>
    public TWhole Whole<TPart, TWhole>(Derivation<TPart, TWhole> derivation)
        where TPart : class
        where TWhole : class =>
        (TWhole?)_data.Whole(_derivations[derivation]) ?? throw new CollectionNotReadyException(Reports.Count, Reports.Count);

    /// <inheritdoc/>
    public void Dispose() => Snapshot.Dispose();
}
