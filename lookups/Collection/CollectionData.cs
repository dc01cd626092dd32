namespace KnowledgeBase.Lookups.Collection;

/// <summary>What all handles to one state of the collection share.</summary>
/// <param name="generation">The snapshot's.</param>
/// <param name="reports">In the order of their ids.</param>
/// <param name="firsts">The number of each report's first passage in the snapshot.</param>
/// <param name="derivations">How many wholes there will be.</param>
/// <param name="isPartial">Whether reports are missing because their records are damaged.</param>
internal sealed class CollectionData(long generation, CollectedReport[] reports, int[] firsts, int derivations, bool isPartial)
{
    /// <summary>Report numbers by their first document, to find the report of a document.</summary>
    private readonly (int First, int Report)[] _byDocument =
        [.. firsts.Select((first, report) => (first, report))
            .Where(entry => reports[entry.report].PassageCount > 0).OrderBy(entry => entry.first)];

    private readonly object?[] _wholes = new object?[derivations];

    public long Generation => generation;

    public CollectedReport[] Reports => reports;

    public int[] Firsts => firsts;

    public bool IsPartial => isPartial;

    public int PassageCount { get; } = reports.Sum(report => report.PassageCount);

    public object? Whole(int derivation) => Volatile.Read(ref _wholes[derivation]);

    public void SetWhole(int derivation, object whole) => Volatile.Write(ref _wholes[derivation], whole);

    public (int Report, int Passage)? Locate(int document)
    {
        int low = 0, high = _byDocument.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var (first, report) = _byDocument[middle];
            if (document < first)
                high = middle - 1;
            else if (document >= first + reports[report].PassageCount)
                low = middle + 1;
            else
                return (report, document - first);
        }

        return null;
    }
}
