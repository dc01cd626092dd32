using System.Diagnostics.Metrics;
using KnowledgeBase.Lookups.Collection;
using KnowledgeBase.SearchApi.QueryLines;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>How much there is and how far the indexer is, measured when somebody asks.</summary>
internal sealed class StoreMetrics
{
    /// <summary>Sources are as many as there are sites; those of most files are the ones to watch.</summary>
    private const int MostSources = 20;

    public StoreMetrics(IMeterFactory meters, KnowledgeStore store, IWorkQueue queue, ReportCollection collection, TimeProvider clock)
    {
        var meter = meters.Create(SearchMetrics.MeterName);
        Gauge("passages", "Passages that can be found.", () => OfSnapshot(snapshot => snapshot.DocumentCount));
        Gauge("segments", "Segments of the index.", () => OfSnapshot(snapshot => snapshot.SegmentCount));
        Gauge("generation", "The newest commit.", () => OfSnapshot(snapshot => snapshot.Generation));
        Gauge("files_without_report", "Files that give no report.", () =>
            store.Catalog.Files.Count(file => file.Status != FileStatus.Indexed));
        Gauge("files_queued", "Files that wait.", () => queue.Progress.Queued);
        Gauge("files_processing", "Files under way.", () => queue.Progress.Processing);

        Gauge("queue_age_seconds", "How long the oldest file has waited.", () => OldestWait(queue, clock.GetUtcNow()));
        Gauge("index_bytes", "Bytes of the index.", () => BytesOf(store.Folder));
        Gauge("disk_free_bytes", "Bytes free on the index's disk.", () => FreeBytes(store.Folder));
        Gauge("index_damaged", "1 where a part of the index is damaged.", () => store.Damage is null ? 0 : 1);
        meter.CreateObservableGauge(
            "knowledgebase.removals_per_file",
            () => RemovalsPerFile(store, collection),
            description: "What cleaning removed from a file on average, by the site that it came from.");

        void Gauge(string name, string description, Func<long> measure) =>
            meter.CreateObservableGauge("knowledgebase." + name, measure, description: description);

        long OfSnapshot(Func<Engine.Snapshot, long> measure)
        {
            using var snapshot = store.Snapshot();
            return measure(snapshot);
        }
    }

    private static long OldestWait(IWorkQueue queue, DateTimeOffset now) => queue.Tasks
        .Where(task => task.Status == IndexTaskStatus.Enqueued)
        .Select(task => (long)(now - task.EnqueuedAt).TotalSeconds)
        .DefaultIfEmpty(0)
        .Max();

    private static long BytesOf(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Exists ? file.Length : 0) : 0;

    private static long FreeBytes(string folder)
    {
        // The folder may not be there yet.
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            folder = above;
        return new DriveInfo(folder).AvailableFreeSpace;
    }

    private static List<Measurement<double>> RemovalsPerFile(KnowledgeStore store, ReportCollection collection)
    {
        try
        {
            using var view = collection.Open();
            var sources = view.Reports.Where(report => report.Source is not null)
                .ToDictionary(report => report.Id, report => report.Source!, StringComparer.Ordinal);
            return [.. store.Catalog.Files
                .Where(file => file.Reports.Count > 0)
                .GroupBy(file => sources.GetValueOrDefault(file.Reports[0], FieldValues.Unknown), StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Take(MostSources)
                .Select(group => new Measurement<double>(
                    group.Average(file => file.Removed), KeyValuePair.Create("source", (object?)group.Key)))];
        }
        catch (CollectionNotReadyException)
        {
            // Asked again in a minute.
            return [];
        }
    }
}
