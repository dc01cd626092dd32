using KnowledgeBase.Lookups.Collection;

namespace KnowledgeBase.Lookups.Overlap;

/// <summary>
/// Which reports are copies of each other: those that have at least two fifths of the longer passages of the smaller one in common, to the
/// letter. A copy from another site, its place or year taken out, keeps most of them.
/// </summary>
public sealed class OriginDerivation : Derivation<ulong[], ReportOrigins>
{
    private const int ShortestPassage = 24;

    /// <summary>One passage alone may be a quotation.</summary>
    private const int LeastShared = 2;

    /// <summary>A passage of more reports is a set piece and says nothing.</summary>
    private const int MostHolders = 16;

    /// <inheritdoc/>
    public override ulong[] Read(ReportContent report, CancellationToken cancel) =>
        [.. report.Passages.Select(passage => LetterText.Of(passage.Text).Letters)
            .Where(text => text.Length >= ShortestPassage)
            .Select(Hash)
            .Distinct()];

    /// <inheritdoc/>
    public override ReportOrigins Merge(
        CollectionView view, IReadOnlyList<ulong[]> parts, ReportOrigins? previous, CancellationToken cancel)
    {
        var holders = new Dictionary<ulong, List<int>>();
        for (var report = 0; report < parts.Count; report++)
            foreach (var hash in parts[report])
            {
                if (!holders.TryGetValue(hash, out var list))
                    holders.Add(hash, list = new(1));
                if (list.Count <= MostHolders)
                    list.Add(report);
            }

        var origins = Enumerable.Range(0, parts.Count).ToArray();
        for (var report = 0; report < parts.Count; report++)
        {
            cancel.ThrowIfCancellationRequested();
            var shared = new Dictionary<int, int>();
            foreach (var hash in parts[report])
                foreach (var other in holders[hash] is { Count: <= MostHolders } list ? list : [])
                    if (other < report)
                        shared[other] = shared.GetValueOrDefault(other) + 1;
            foreach (var (other, count) in shared)
                if (count >= LeastShared && count * 5 >= 2 * Math.Min(parts[report].Length, parts[other].Length))
                    Link(origins, report, other);
        }

        return new ReportOrigins([.. origins.Select((_, report) => Find(origins, report))]);
    }

    private static void Link(int[] origins, int a, int b)
    {
        var (one, other) = (Find(origins, a), Find(origins, b));
        origins[Math.Max(one, other)] = Math.Min(one, other);
    }

    private static int Find(int[] origins, int report)
    {
        while (origins[report] != report)
            report = origins[report] = origins[origins[report]];
        return report;
    }

    /// <summary>FNV-1a over the code units.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}
