using System.Diagnostics.Metrics;
using KnowledgeBase.SearchApi.Search;
using KnowledgeBase.Store.Catalog;
using KnowledgeBase.Store.Records;
using KnowledgeBase.Store.Tasks;

namespace KnowledgeBase.SearchApi.Monitoring;

/// <summary>How much there is and how far the indexer is, measured when somebody asks.</summary>
internal sealed class StoreMetrics
{
    public StoreMetrics(IMeterFactory meters, KnowledgeStore store, IWorkQueue queue)
    {
        var meter = meters.Create(SearchMetrics.MeterName);
        Gauge("passages", "Passages that can be found.", () => OfSnapshot(snapshot => snapshot.DocumentCount));
        Gauge("segments", "Segments of the index.", () => OfSnapshot(snapshot => snapshot.SegmentCount));
        Gauge("generation", "The newest commit.", () => OfSnapshot(snapshot => snapshot.Generation));
        Gauge("files_without_report", "Files that give no report.", () =>
            store.Catalog.Files.Count(file => file.Status != FileStatus.Indexed));
        Gauge("files_queued", "Files that wait.", () => queue.Progress.Queued);
        Gauge("files_processing", "Files under way.", () => queue.Progress.Processing);

        void Gauge(string name, string description, Func<long> measure) =>
            meter.CreateObservableGauge("knowledgebase." + name, measure, description: description);

        long OfSnapshot(Func<Engine.Snapshot, long> measure)
        {
            using var snapshot = store.Snapshot();
            return measure(snapshot);
        }
    }
}
